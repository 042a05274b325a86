// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.HealthEvent;
import io.sallyport.runtime.health.HealthMachine;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.health.Phase;
import io.sallyport.runtime.health.Timing;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.HealthStore.Snapshot;
import io.sallyport.runtime.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which connections are watched: brings the store in line with a configuration, and notices when
 * checks come to no conclusion any more. Each method throws {@code StoreException} when the store
 * cannot be used. Not thread-safe.
 */
final class Watching {

  private static final HealthPolicy NONE =
      new HealthPolicy(Duration.ofDays(1), Duration.ofDays(1), 1, 1, Duration.ZERO, List.of(), "");

  private final KeptStore store;
  private final HealthJournal journal;
  private final Alerts alerts;

  Watching(KeptStore store, HealthJournal journal, Alerts alerts) {
    this.store = store;
    this.journal = journal;
    this.alerts = alerts;
  }

  /** Is told which bells there are to be, as the store is brought in line. */
  interface Ringing {

    /** These ring as before, each at its interval, and no others. */
    void keep(Map<String, Duration> intervals);

    /** One more. */
    void begin(String connection, Duration interval, Duration wait);
  }

  /**
   * Writes down what has begun to be watched, what is watched in another way, and what no longer.
   */
  void bringInLine(Configuration configuration, Ringing ringing) {
    Optional<Store> open = store.get();
    if (open.isEmpty()) {
      return;
    }
    Map<String, HealthPolicy> policies = configuration.healthPolicies();
    Snapshot snapshot = open.get().health().all();
    Map<String, HealthRow> rows = new HashMap<>();
    snapshot.rows().forEach(row -> rows.put(row.connection(), row));
    Map<String, HealthPolicy> anew = new LinkedHashMap<>();
    Map<String, Duration> kept = new LinkedHashMap<>();
    policies.forEach(
        (name, policy) -> {
          Optional<HealthRow> row = Optional.ofNullable(rows.get(name));
          if (row.filter(each -> isWatchedSo(each, policy, snapshot.now())).isPresent()) {
            kept.put(name, policy.interval());
          } else {
            anew.put(name, policy);
          }
        });
    ringing.keep(kept);
    rows.values().stream()
        .filter(row -> row.health().phase() != Phase.DISABLED)
        .filter(row -> !policies.containsKey(row.connection()))
        .forEach(row -> unwatch(row.connection(), reason(row.connection(), configuration)));
    // Of very many, the first are checked while the last are still written down.
    anew.forEach(
        (name, policy) ->
            ringing.begin(name, policy.interval(), watch(name, policy, policies.size())));
  }

  private static boolean isWatchedSo(HealthRow row, HealthPolicy policy, Instant now) {
    Health health = row.health();
    boolean paused = row.last().filter(last -> last.outcome().equals("throttled")).isPresent();
    boolean tooFar = row.due().isAfter(now.plus(Timing.interval(health, policy)));
    return health.phase() != Phase.DISABLED
        && health.identity().equals(policy.identity())
        && (paused || !tooFar);
  }

  /** How long until it is checked first. */
  private Duration watch(String name, HealthPolicy policy, int among) {
    return journal
        .write(
            name,
            OptionalLong.empty(),
            policy,
            new HealthEvent.Watched(),
            (before, now) -> Optional.empty(),
            (after, now) -> Optional.of(Timing.first(name, policy, among, now)),
            "its health check begins, by its present settings")
        .flatMap(applied -> applied.change().due().map(due -> Duration.between(applied.now(), due)))
        .orElse(KeptStore.AGAIN);
  }

  private void unwatch(String name, String reason) {
    var unused =
        journal.write(
            name,
            OptionalLong.empty(),
            NONE,
            new HealthEvent.Unwatched(reason),
            (before, now) -> Optional.empty(),
            (after, now) -> Optional.empty(),
            reason);
  }

  private static String reason(String name, Configuration configuration) {
    Optional<Connection> connection = configuration.find(name);
    if (connection.isEmpty()) {
      return "The connection is not in the configuration any more.";
    }
    return connection.get().definition().active()
        ? "Its health check was turned off."
        : "The connection is not active any more.";
  }

  /**
   * Tells of the connections of which nothing was heard for too long, all in one mail.
   *
   * @param from nothing before counts as silence
   */
  void look(Configuration configuration, Instant from) {
    Optional<Store> open = store.get();
    if (open.isEmpty()) {
      return;
    }
    Map<String, HealthPolicy> policies = configuration.healthPolicies();
    Snapshot snapshot = open.get().health().all();
    Map<String, WentStale> silent = new LinkedHashMap<>();
    Map<String, HealthPolicy> changed = new LinkedHashMap<>();
    for (HealthRow row : snapshot.rows()) {
      HealthPolicy policy = policies.get(row.connection());
      if (policy == null) {
        continue;
      }
      HealthMachine.Step step =
          HealthMachine.step(row.health(), policy, new HealthEvent.LookedAt(from), snapshot.now());
      if (!step.health().equals(row.health())) {
        changed.put(row.connection(), policy);
      }
      step.effects().stream()
          .filter(WentStale.class::isInstance)
          .map(WentStale.class::cast)
          .forEach(effect -> silent.put(row.connection(), effect));
    }
    // First the mail: one too many is better than none.
    if (!silent.isEmpty()) {
      open.get().outbox().add(alerts.ofStale(silent, snapshot.now()));
      journal.mailWaits();
    }
    changed.forEach(
        (name, policy) -> {
          var unused =
              journal.write(
                  name,
                  OptionalLong.empty(),
                  policy,
                  new HealthEvent.LookedAt(from),
                  (before, now) -> Optional.empty(),
                  (after, now) -> Optional.empty(),
                  "no check has come to a conclusion for too long");
        });
  }
}
