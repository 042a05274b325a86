// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.health.Timing;
import io.sallyport.runtime.schedule.Bells;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All health checks of a server, from its start to its end. Nothing that it does keeps a command
 * waiting. Thread-safe.
 */
public final class HealthWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

  /** Beyond that many checks at a time the others wait. */
  private static final int AT_ONCE = 256;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private static final Duration FORGET_EVERY = Duration.ofHours(24);
  private static final Duration KEEP_HISTORY = Duration.ofDays(90);
  private static final Duration KEEP_MAIL = Duration.ofDays(30);

  private final LiveConfiguration live;
  private final KeptStore store;
  private final HealthChecks checks;
  private final Watching watching;
  private final InstantSource clock;
  private final Bells bells;
  private final ScheduledExecutorService housekeeping;

  // Confined to the thread that keeps house.
  private Instant forgotten = Instant.EPOCH;
  private boolean inLine;

  /** Nothing is checked yet. */
  public HealthWatch(
      LiveConfiguration live,
      KeptStore store,
      HealthChecks checks,
      HealthJournal journal,
      Alerts alerts,
      InstantSource clock) {
    this.live = live;
    this.store = store;
    this.checks = checks;
    this.watching = new Watching(store, journal, alerts);
    this.clock = clock;
    this.bells = new Bells(checks::check, AT_ONCE, this::first, step -> store.clockSet());
    this.housekeeping =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "health-housekeeping");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins, also where the store cannot be opened yet. */
  public void start() {
    bringInLine();
    var unused =
        housekeeping.scheduleWithFixedDelay(
            this::keepHouse, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The configuration has changed, or the store can be used now: counters stay, bells are added and
   * taken away. Returns before that is done.
   */
  public void bringInLine() {
    try {
      housekeeping.execute(this::bringInLineNow);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is watched any more", e);
    }
  }

  private void bringInLineNow() {
    if (store.get().isEmpty()) {
      return; // it is done as soon as there is one
    }
    // What cannot be written down while the store is away is made up for.
    inLine = guarded(() -> watching.bringInLine(live.current(), new Ringing()));
  }

  private final class Ringing implements Watching.Ringing {
    @Override
    public void keep(Map<String, Duration> intervals) {
      bells.set(intervals);
    }

    @Override
    public void begin(String connection, Duration interval, Duration wait) {
      bells.add(connection, interval, wait);
    }
  }

  /** New bells do not ring all at once; whether a check is due then, the store knows. */
  private Duration first(String connection) {
    Instant now = clock.instant();
    Configuration current = live.current();
    int among = current.healthPolicies().size();
    return current
        .find(connection)
        .flatMap(current::healthPolicy)
        .map(policy -> Duration.between(now, Timing.first(connection, policy, among, now)))
        .orElse(KeptStore.AGAIN);
  }

  /**
   * Test Connection was run by hand; see {@link HealthChecks#tried}. Returns before that is done.
   */
  public void tried(Report report) {
    try {
      housekeeping.execute(
          () -> {
            var unused = guarded(() -> checks.tried(report));
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is watched any more", e);
    }
  }

  private void keepHouse() {
    if (!inLine) {
      bringInLineNow();
    }
    var unused =
        guarded(
            () -> {
              watching.look(live.current(), store.usableSince());
              forget();
            });
  }

  private void forget() {
    Instant now = clock.instant();
    Optional<Store> open = store.get();
    if (open.isPresent() && Duration.between(forgotten, now).abs().compareTo(FORGET_EVERY) > 0) {
      int lines = open.get().health().forgetBefore(now.minus(KEEP_HISTORY));
      int mails = open.get().outbox().forgetBefore(now.minus(KEEP_MAIL));
      forgotten = now;
      LOG.debug("{} lines of history and {} mails are forgotten", lines, mails);
    }
  }

  /** Whether it was done. */
  private boolean guarded(Runnable action) {
    try {
      action.run();
      if (store.get().isPresent()) {
        store.worked();
      }
      return true;
    } catch (StoreException e) {
      store.failed(e);
    } catch (RuntimeException e) {
      LOG.error("The watch over health checks has failed", e);
    }
    return false;
  }

  /** No new check begins; what is under way may end. */
  public void silence() {
    bells.silence();
    housekeeping.shutdown();
  }

  /**
   * Waits for what is under way.
   *
   * @return whether all of it has ended in time
   */
  public boolean await(Duration patience) throws InterruptedException {
    return bells.await(patience);
  }

  @Override
  public void close() {
    bells.close();
    housekeeping.shutdownNow();
  }
}
