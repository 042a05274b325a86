// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times and spans of time for a person. */
public final class TimeWords {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** To the minute. */
  public static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** How long something has lasted, in its two largest units; nothing for what is negative. */
  public static String lasted(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? hours + " h " + minutes % 60 + " min"
        : hours / 24 + " d " + hours % 24 + " h";
  }

  /** A length of time that somebody has set, to the second, without the units that are zero. */
  public static String length(Duration length) {
    List<String> parts = new ArrayList<>();
    add(parts, length.toDays(), " d");
    add(parts, length.toHoursPart(), " h");
    add(parts, length.toMinutesPart(), " min");
    add(parts, length.toSecondsPart(), " s");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + unit);
    }
  }

  private TimeWords() {}
}
