// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one fault is written.
 *
 * @param usage its name, and behind it what it takes: capitals stand for a value, square brackets
 *     for what may be left out
 * @param explanation what it does, in a line
 */
record FaultSyntax(String usage, String explanation, Function<FaultArguments, Fault> reader) {

  static final List<FaultSyntax> ALL =
      List.of(
          of(
              "delay DURATION",
              "the proper answer, later; a write has happened before the wait",
              words -> Fault.delay(words.duration())),
          of(
              "silent",
              "the request is read and never answered; nothing has happened",
              words -> Fault.silent()),
          of("no-read", "the head of the request is read, its body never", words -> Fault.noRead()),
          of("stall", "half of the proper answer, and then nothing more", words -> Fault.stall()),
          of(
              "drip [DURATION]",
              "the proper answer, a byte every half second or DURATION",
              words -> words.hasMore() ? Fault.drip(words.duration()) : Fault.drip()),
          of(
              "endless [DURATION]",
              "200 and chunks without end",
              words -> words.hasMore() ? Fault.endless(words.duration()) : Fault.endless()),
          of(
              "reset-before",
              "the connection is reset; nothing has happened",
              words -> Fault.resetBefore()),
          of(
              "reset-after",
              "the connection is reset; what was asked for has happened",
              words -> Fault.resetAfter()),
          of("truncated", "the proper answer with half of its JSON", words -> Fault.truncated()),
          of("cut", "the connection ends in the middle of the proper answer", words -> Fault.cut()),
          of(
              "wrong-charset [iso-8859-1|utf-16]",
              "the proper answer in a charset other than it declares",
              FaultSyntax::wrongCharset),
          of(
              "html",
              "200 with the page of a network that wants people to sign in",
              words -> Fault.html()),
          of("status CODE [BODY]", "that status, with that body or none", FaultSyntax::status),
          of("bad-gateway", "502 with the page of a gateway", words -> Fault.badGateway()),
          of(
              "throttle [SECONDS|date DURATION|garbage|huge|missing]",
              "429 with that Retry-After, a second when nothing is said",
              FaultSyntax::throttle),
          of("redirect URL [CODE]", "302 or CODE to that address", FaultSyntax::redirect),
          of("gzip", "the proper answer, packed though nobody asked", words -> Fault.gzip()),
          of(
              "gzip-bomb [SIZE]",
              "a small gzip that is 256 MB or SIZE of JSON",
              words -> words.hasMore() ? Fault.gzipBomb(words.size()) : Fault.gzipBomb()),
          of(
              "huge [SIZE]",
              "64 MB or SIZE of JSON",
              words -> words.hasMore() ? Fault.huge(words.size()) : Fault.huge()),
          of("not-http", "bytes that are not HTTP", words -> Fault.notHttp()),
          of("empty", "200 without a body", words -> Fault.empty()),
          of("close", "the connection ends in order, without an answer", words -> Fault.close()));

  static Optional<FaultSyntax> named(String name) {
    return ALL.stream().filter(syntax -> syntax.name().equals(name)).findFirst();
  }

  static String listed() {
    return String.join(", ", ALL.stream().map(FaultSyntax::usage).toList());
  }

  String name() {
    int blank = usage.indexOf(' ');
    return blank < 0 ? usage : usage.substring(0, blank);
  }

  Fault read(String rest) {
    FaultArguments words = new FaultArguments(usage, rest);
    Fault fault = reader.apply(words);
    words.end();
    return fault;
  }

  private static FaultSyntax of(
      String usage, String explanation, Function<FaultArguments, Fault> reader) {
    return new FaultSyntax(usage, explanation, reader);
  }

  private static Fault wrongCharset(FaultArguments words) {
    if (!words.hasMore()) {
      return Fault.wrongCharset();
    }
    String name = words.word();
    Charset charset =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
          case "utf-16" -> StandardCharsets.UTF_16;
          default -> throw words.refuse("\"" + name + "\" is neither iso-8859-1 nor utf-16");
        };
    return Fault.wrongCharset(charset);
  }

  private static Fault status(FaultArguments words) {
    int code = words.number();
    return words.hasMore() ? Fault.status(code, words.everything()) : Fault.status(code);
  }

  private static Fault redirect(FaultArguments words) {
    String location = words.word();
    return words.hasMore() ? Fault.redirect(location, words.number()) : Fault.redirect(location);
  }

  private static Fault throttle(FaultArguments words) {
    if (!words.hasMore()) {
      return Fault.throttle();
    }
    String word = words.word();
    return switch (word) {
      case "date" -> Fault.throttleUntil(words.duration());
      case "garbage" -> Fault.throttleWithGarbage();
      case "huge" -> Fault.throttleWithHugeWait();
      case "missing" -> Fault.throttleWithoutWait();
      default -> {
        if (!word.matches("\\d{1,9}")) {
          throw words.refuse("\"" + word + "\" is no number of seconds");
        }
        yield Fault.throttle(Duration.ofSeconds(Long.parseLong(word)));
      }
    };
  }
}
