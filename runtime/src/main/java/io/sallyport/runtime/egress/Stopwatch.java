// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long the phases of one attempt took; one runs at a time. Not thread-safe. */
final class Stopwatch {

  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private Phase running;
  private long since;

  /** The first phase has been running since then, by {@link System#nanoTime}. */
  Stopwatch(Phase first, long sinceNanos) {
    this.running = first;
    this.since = sinceNanos;
  }

  Phase running() {
    return running;
  }

  /** From now on it is spent on that. */
  void next(Phase phase) {
    next(phase, System.nanoTime());
  }

  /** From then on, which is not before the last change, it was spent on that. */
  void next(Phase phase, long atNanos) {
    nanos.merge(running, Math.max(0, atNanos - since), Long::sum);
    running = phase;
    since = atNanos;
  }

  /** The time spent so far on each phase that there was. */
  Map<Phase, Duration> times() {
    next(running);
    Map<Phase, Duration> times = new EnumMap<>(Phase.class);
    nanos.forEach((phase, time) -> times.put(phase, Duration.ofNanos(time)));
    return times;
  }
}
