// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.Throttle;
import io.sallyport.samples.proofpoint.Behaviour.ThrottleAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts the requests of each account and refuses with 429 what is too many; for many threads. */
final class Throttling {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Directory directory;
  private final Map<String, Window> windows = new HashMap<>();

  Throttling(Directory directory) {
    this.directory = directory;
  }

  void require(Call call, Behaviour behaviour, Instant now) {
    Throttle throttle = behaviour.limit(Throttle.class).orElse(null);
    if (throttle == null) {
      return;
    }
    Window window = counted(accountOf(call), throttle, now);
    if (window.requests() > throttle.requests()) {
      throw refusal(window.end(throttle), now, behaviour.chosen(ThrottleAnswer.class));
    }
  }

  private synchronized Window counted(String account, Throttle throttle, Instant now) {
    Window former = windows.get(account);
    Window window =
        former == null || !now.isBefore(former.end(throttle))
            ? new Window(now, 1)
            : new Window(former.start(), former.requests() + 1);
    windows.put(account, window);
    return window;
  }

  /** Those without an account share one count: what anybody can make up must not be kept. */
  private String accountOf(Call call) {
    return call.user() == null
        ? ""
        : directory
            .account(call.user())
            .map(account -> account.email().toLowerCase(Locale.ROOT))
            .orElse("");
  }

  private static Refusal refusal(Instant end, Instant now, ThrottleAnswer answer) {
    // A client that comes back at this time must find the window over: rounded up.
    long seconds = Duration.between(now, end).plusNanos(999_999_999).toSeconds();
    return switch (answer) {
      case RETRY_AFTER_SECONDS -> Refusal.tooManyRequests(String.valueOf(seconds));
      case RETRY_AFTER_DATE ->
          Refusal.tooManyRequests(HTTP_DATE.format(end.plusNanos(999_999_999)));
      case NO_RETRY_AFTER -> Refusal.of(Status.TOO_MANY_REQUESTS);
    };
  }

  private record Window(Instant start, int requests) {
    Instant end(Throttle throttle) {
      return start.plus(throttle.window());
    }
  }
}
