// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one who waits; a ring before he waits is not lost, and several are one. Thread-safe. */
final class Bell {

  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /** Waits for a ring, or for that long. Ends early where the thread is interrupted. */
  void await(Duration most) {
    try {
      if (rung.tryAcquire(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS)) {
        rung.drainPermits();
      }
    } catch (InterruptedException e) {
      // Whoever waits looks himself at why he was woken, and must be able to wait again.
      rung.drainPermits();
    }
  }
}
