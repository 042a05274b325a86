// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 15m}, {@code 1h}, {@code 2d},
 * or as ISO-8601 has them.
 */
public final class Durations {

  /** Matches what {@link #parse} takes, for those who only know regular expressions. */
  static final String PATTERN =
      "^(?:[0-9]{1,12}(?:ms|s|m|h|d)|[Pp](?=[0-9Tt])(?:[0-9]+[Dd])?"
          + "(?:[Tt](?=[0-9])(?:[0-9]+[Hh])?(?:[0-9]+[Mm])?(?:[0-9]+(?:[.,][0-9]{0,9})?[Ss])?)?)$";

  private static final Pattern SIMPLE = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

  /** Empty when the text is no duration, or a negative one. */
  public static Optional<Duration> parse(String text) {
    try {
      Matcher simple = SIMPLE.matcher(text);
      Duration duration =
          simple.matches()
              ? duration(Long.parseLong(simple.group(1)), simple.group(2))
              : Duration.parse(text);
      return duration.isNegative() ? Optional.empty() : Optional.of(duration);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private Durations() {}
}
