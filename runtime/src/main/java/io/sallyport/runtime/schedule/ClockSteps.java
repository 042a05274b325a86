// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the clock was set, by comparing it with one that only runs forward. Not thread-safe.
 */
final class ClockSteps {

  /** Less than that is what a time service does all day. */
  static final Duration NOTICED = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private Instant seen;
  private long seenNanos;

  ClockSteps(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.seen = clock.instant();
    this.seenNanos = nanos.getAsLong();
  }

  /** By how much the clock was set since the last look, if it was; back is negative. */
  Optional<Duration> look() {
    Instant now = clock.instant();
    long nowNanos = nanos.getAsLong();
    Duration step = Duration.between(seen, now).minusNanos(nowNanos - seenNanos);
    seen = now;
    seenNanos = nowNanos;
    return step.abs().compareTo(NOTICED) > 0 ? Optional.of(step) : Optional.empty();
  }
}
