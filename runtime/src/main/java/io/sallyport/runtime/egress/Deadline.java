// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.time.Duration;
import java.time.Instant;

/**
 * How much time a call has. It is measured from now on by a clock that cannot be set, so that a
 * correction of the time of day neither cuts a call short nor lets it go on.
 */
final class Deadline {

  private static final Duration LONGEST = Duration.ofDays(30);

  private final long startedNanos = System.nanoTime();
  private final Duration allowed;

  Deadline(Instant until) {
    Duration remaining = Duration.between(Instant.now(), until);
    this.allowed = remaining.compareTo(LONGEST) > 0 ? LONGEST : remaining;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** Negative once it has passed. */
  Duration remaining() {
    return allowed.minus(elapsed());
  }

  boolean hasPassed() {
    return remaining().compareTo(Duration.ZERO) <= 0;
  }
}
