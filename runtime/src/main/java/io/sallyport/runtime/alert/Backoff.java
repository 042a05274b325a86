// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after so many failures: twice as long each time, and never quite the same. */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * From four fifths of the full time to all of it.
   *
   * @param failures at least 1
   */
  Duration after(int failures) {
    int doublings = Math.min(10, Math.max(0, failures - 1));
    long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << doublings);
    return Duration.ofMillis(full - (long) (random.nextDouble() * full / 5));
  }
}
