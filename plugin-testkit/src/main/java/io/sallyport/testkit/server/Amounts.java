// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 500ms}, {@code 2s}, {@code 64MB}. */
final class Amounts {

  static final String DURATIONS = "a duration like 500ms, 2s, 1m or 1h";
  static final String SIZES = "a size like 16B, 100KB, 64MB or 1GB";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(b|kb|mb|gb)?");
  private static final long KILO = 1024;

  private Amounts() {}

  static Optional<Duration> duration(String word) {
    Matcher amount = DURATION.matcher(word);
    return amount.matches()
        ? Optional.of(Duration.ofMillis(Long.parseLong(amount.group(1)) * millis(amount.group(2))))
        : Optional.empty();
  }

  /** Prints whole milliseconds in the largest unit that leaves no rest. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    String unit =
        millis % 3_600_000 == 0
            ? "h"
            : millis % 60_000 == 0 ? "m" : millis % 1_000 == 0 ? "s" : "ms";
    return millis / millis(unit) + unit;
  }

  /** Reads a size in bytes; a kilobyte has 1,024. */
  static Optional<Long> size(String word) {
    Matcher amount = SIZE.matcher(word.toLowerCase(Locale.ROOT));
    if (!amount.matches()) {
      return Optional.empty();
    }
    String unit = amount.group(2) == null ? "b" : amount.group(2);
    return Optional.of(Long.parseLong(amount.group(1)) * bytes(unit));
  }

  static String text(long size) {
    for (String unit : new String[] {"GB", "MB", "KB"}) {
      long bytes = bytes(unit.toLowerCase(Locale.ROOT));
      if (size % bytes == 0) {
        return size / bytes + unit;
      }
    }
    return size + "B";
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000;
      case "m" -> 60_000;
      case "s" -> 1_000;
      default -> 1;
    };
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "gb" -> KILO * KILO * KILO;
      case "mb" -> KILO * KILO;
      case "kb" -> KILO;
      default -> 1;
    };
  }
}
