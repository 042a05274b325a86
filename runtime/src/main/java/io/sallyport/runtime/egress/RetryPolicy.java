// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.ApiRequest;
import java.math.BigDecimal;
import java.net.SocketException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/** Whether, and after how long, a request is sent once more. Thread-safe. */
final class RetryPolicy {

  static final int MAX_REPEATS = 2;

  /** What a product, or a gateway before it, says when a moment later may be better. */
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,30}");
  private static final BigDecimal LONGEST_WAIT =
      BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

  private final DoubleSupplier random;

  /**
   * @param random gives numbers from 0 to below 1
   */
  RetryPolicy(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * How long to wait before the request is sent again after this answer; empty when it must not be.
   *
   * @param askedFor what the product asks for
   * @param remaining until the run's deadline
   */
  Optional<Duration> waitBeforeRepeat(
      ApiRequest request,
      int status,
      int repeats,
      Optional<Duration> askedFor,
      Duration remaining) {
    boolean worthIt = PASSING.contains(status) && !request.expects(status);
    if (!worthIt || !request.isRepeatable() || repeats >= MAX_REPEATS) {
      return Optional.empty();
    }
    Duration wait = askedFor.filter(asked -> !asked.isZero()).orElseGet(() -> backOff(repeats));
    return Optional.of(wait).filter(time -> time.compareTo(remaining) < 0);
  }

  /**
   * How long to wait before the request is sent again after this failure; empty when it must not
   * be: it may have arrived and must not arrive twice, or the same would happen again.
   */
  Optional<Duration> waitBeforeRepeat(
      ApiRequest request, Phase phase, Throwable cause, int repeats, Duration remaining) {
    boolean worthIt =
        switch (phase) {
          // Nothing has left: whatever it is, it may be tried again. A time-out has taken its time.
          case CONNECT ->
              cause instanceof SocketException && !(cause instanceof ConnectTimeoutException);
          case WAIT, READ -> request.isRepeatable() && Causes.isClosed(cause);
          case QUEUE, SECRET, LOOK_UP, TLS -> false;
        };
    if (!worthIt || repeats >= MAX_REPEATS) {
      return Optional.empty();
    }
    return Optional.of(backOff(repeats)).filter(time -> time.compareTo(remaining) < 0);
  }

  /**
   * Between half and all of 200 ms, then of 400 ms: many that failed together do not come again
   * together.
   */
  private Duration backOff(int repeats) {
    long longest = FIRST_WAIT.toMillis() << repeats;
    return Duration.ofMillis((long) (longest * (1 + random.getAsDouble()) / 2));
  }

  /** What a header Retry-After asks for, in seconds or as a date; empty when it makes no sense. */
  static Optional<Duration> retryAfter(String header, Instant now) {
    String value = header.strip();
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(Duration.ofSeconds(new BigDecimal(value).min(LONGEST_WAIT).longValue()));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
