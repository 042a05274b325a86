// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Duration;
import java.util.ArrayDeque;

/** So many in any minute and no more. Used by one thread; time comes from outside. */
final class RateCap {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int most;
  private final ArrayDeque<Long> times = new ArrayDeque<>();

  RateCap(int perMinute) {
    most = Math.max(1, perMinute);
  }

  /** How many may be done now. */
  int left(long nanoTime) {
    while (!times.isEmpty() && nanoTime - times.peekFirst() >= MINUTE) {
      times.removeFirst();
    }
    return most - times.size();
  }

  /** One is done now. */
  void done(long nanoTime) {
    times.addLast(nanoTime);
  }

  /** How long until one more may be done, where none may be now. */
  Duration untilNext(long nanoTime) {
    Long oldest = times.peekFirst();
    return oldest == null || left(nanoTime) > 0
        ? Duration.ZERO
        : Duration.ofNanos(MINUTE - (nanoTime - oldest));
  }
}
