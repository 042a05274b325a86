// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Awaiting {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Awaiting() {}

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("It has not come to pass within " + PATIENCE + ".");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
