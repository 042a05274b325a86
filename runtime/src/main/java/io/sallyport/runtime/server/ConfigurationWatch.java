// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files again and again, and says when they have changed and then stayed as they are for
 * one look: an editor that is still writing is left alone. By looking rather than by the operating
 * system's notices, which network file systems and replaced folders do not give.
 */
public final class ConfigurationWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

  private final Supplier<?> stamp;
  private final Runnable whenSettled;
  private Object acted;
  private Object seen;
  private final Thread thread;

  /**
   * Not started yet.
   *
   * @param stamp how the files look now; equal while they are the same
   * @param whenSettled what to do once they have changed
   */
  ConfigurationWatch(Supplier<?> stamp, Runnable whenSettled, Duration interval) {
    this.stamp = stamp;
    this.whenSettled = whenSettled;
    this.acted = stamp.get();
    this.seen = acted;
    this.thread = new Thread(() -> watch(interval), "configuration-watch");
    thread.setDaemon(true);
  }

  /** Begins to look, each time this long after the last. */
  public static ConfigurationWatch start(
      Supplier<?> stamp, Runnable whenSettled, Duration interval) {
    ConfigurationWatch watch = new ConfigurationWatch(stamp, whenSettled, interval);
    watch.thread.start();
    return watch;
  }

  /** One look. */
  void look() {
    Object now = stamp.get();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(acted)) {
      acted = now;
      whenSettled.run();
    }
  }

  private void watch(Duration interval) {
    while (true) {
      try {
        Thread.sleep(interval.toMillis());
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("A look at the configuration folder ended in a fault of Sallyport", e);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
