// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes what it guards when its time is over. That frees the thread that reads or writes there,
 * also from a server that sends a byte now and then and so never lets a read time out.
 *
 * <p>Thread-safe.
 */
final class Deadline implements AutoCloseable {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final List<Closeable> guarded = new ArrayList<>();
  private final long end;
  private final ScheduledFuture<?> alarm;
  private boolean passed;

  private Deadline(Duration time) {
    end = System.nanoTime() + time.toNanos();
    alarm = TIMER.schedule(this::pass, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /** Closes it at the deadline; at once when that has passed. */
  synchronized void guard(Closeable resource) {
    guarded.add(resource);
    if (passed) {
      shut(resource);
    }
  }

  synchronized boolean passed() {
    return passed;
  }

  /** How much is left, a millisecond at least. */
  Duration left() {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1)));
  }

  /** Forgets what it guards, and leaves it open. */
  @Override
  public void close() {
    alarm.cancel(false);
  }

  private synchronized void pass() {
    passed = true;
    guarded.forEach(Deadline::shut);
  }

  private static void shut(Closeable resource) {
    try {
      resource.close();
    } catch (IOException ignored) {
      // It is of no use any more, closed well or not.
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "mail-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(30, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }
}
