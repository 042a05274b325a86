// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Misbehaviours with a proper answer that is not the handler's; the handler is not called. */
final class Replacements {

  private static final String HTML = "text/html; charset=utf-8";
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
  private static final ServerAnswer THROTTLED = ServerAnswer.of(429);

  private Replacements() {}

  static Misbehaviour answer(ServerAnswer answer) {
    return turn -> turn.writer().write(answer);
  }

  static ServerAnswer html() {
    return ServerAnswer.text(200, HTML, page("Sign in", "Please sign in to the network."));
  }

  static ServerAnswer badGateway() {
    return ServerAnswer.text(502, HTML, page("502 Bad Gateway", "The upstream did not answer."));
  }

  static ServerAnswer status(int status, String body) {
    boolean json = body.startsWith("{") || body.startsWith("[");
    return json
        ? ServerAnswer.json(status, body)
        : ServerAnswer.text(status, "text/plain; charset=utf-8", body);
  }

  static ServerAnswer redirect(int status, String location) {
    return ServerAnswer.of(status).withHeader("Location", location);
  }

  static ServerAnswer throttled() {
    return THROTTLED;
  }

  static ServerAnswer throttled(String retryAfter) {
    return THROTTLED.withHeader("Retry-After", retryAfter);
  }

  /** Names a moment that is this far away when the answer is made. */
  static Misbehaviour throttledUntil(Duration fromNow) {
    return turn ->
        turn.writer()
            .write(throttled(HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC).plus(fromNow))));
  }

  private static String page(String title, String text) {
    return "<!DOCTYPE html>\n<html><head><title>"
        + title
        + "</title></head><body><h1>"
        + title
        + "</h1><p>"
        + text
        + "</p></body></html>\n";
  }
}
