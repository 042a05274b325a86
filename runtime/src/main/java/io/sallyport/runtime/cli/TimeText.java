// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.health.TimeWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people: short ones by how far away they are, others by the clock of UTC. */
final class TimeText {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static String clock(Instant time) {
    return CLOCK.format(time);
  }

  static String ago(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    return age.isNegative() ? "just now" : TimeWords.lasted(age) + " ago";
  }

  static String ahead(Instant time, Instant now) {
    Duration left = Duration.between(now, time);
    return left.isNegative() || left.isZero() ? "now" : "in " + TimeWords.lasted(left);
  }

  private TimeText() {}
}
