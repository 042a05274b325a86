// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/** A database's clock that a test can set. */
final class ShiftedTime implements DatabaseTime {

  private final DatabaseTime real;
  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

  ShiftedTime(DatabaseTime real) {
    this.real = real;
  }

  @Override
  public Instant now(Handle handle) {
    return real.now(handle).plus(shift.get());
  }

  void isRight() {
    shift.set(Duration.ZERO);
  }

  void passes(Duration duration) {
    shift.accumulateAndGet(duration, Duration::plus);
  }

  void isSetBack(Duration duration) {
    shift.accumulateAndGet(duration, Duration::minus);
  }
}
