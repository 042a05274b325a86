// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.health.HealthEvent;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.health.Mute;
import io.sallyport.runtime.health.Phase;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.HealthStore.Snapshot;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreException;
import io.sallyport.runtime.store.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What people ask and say about health: how connections stand, silence, history, the outbox. Each
 * method throws {@link StoreException} when the store cannot be used. Thread-safe.
 */
public final class HealthDesk {

  private final Supplier<Configuration> configuration;
  private final KeptStore store;
  private final HealthJournal journal;

  public HealthDesk(Supplier<Configuration> configuration, KeptStore store, HealthJournal journal) {
    this.configuration = configuration;
    this.store = store;
    this.journal = journal;
  }

  /**
   * How one connection stands.
   *
   * @param state the phase with how far it has come, as {@code FAILING (2 of 3)}
   * @param row empty where nothing is known yet
   * @param interval from one check to the next
   */
  public record Standing(
      String connection, String state, Optional<HealthRow> row, Duration interval) {}

  /**
   * How they all stand.
   *
   * @param trouble why checks wait just now, if they do
   */
  public record Overview(Instant now, Optional<String> trouble, List<Standing> standings) {}

  /** All connections that are watched, in the configuration's order. */
  public Overview overview() {
    Snapshot snapshot = open().health().all();
    Map<String, HealthRow> rows = new HashMap<>();
    snapshot.rows().forEach(row -> rows.put(row.connection(), row));
    List<Standing> standings = new ArrayList<>();
    configuration
        .get()
        .healthPolicies()
        .forEach(
            (name, policy) -> {
              Optional<HealthRow> row = Optional.ofNullable(rows.get(name));
              standings.add(
                  new Standing(
                      name,
                      row.map(each -> PhaseText.of(each.health(), policy))
                          .orElse(Phase.UNKNOWN.name()),
                      row,
                      policy.interval()));
            });
    return new Overview(snapshot.now(), trouble(), standings);
  }

  /** Why checks wait just now, if they do. */
  public Optional<String> trouble() {
    return store.trouble();
  }

  /** Whether the connection is watched. */
  public boolean isWatched(String connection) {
    return policy(connection).isPresent();
  }

  /** The names of the connections that are watched. */
  public List<String> watched() {
    return List.copyOf(configuration.get().healthPolicies().keySet());
  }

  /**
   * Nobody is told of a new incident of the connection, which is watched, for this long.
   *
   * @return until when
   */
  public Instant mute(String connection, Duration length, String by, String reason) {
    HealthPolicy policy = policy(connection).orElseThrow();
    Instant until = open().health().now().plus(length);
    write(connection, policy, new HealthEvent.Muted(new Mute(until, by, reason)));
    return until;
  }

  /** The silence is over; false where there was none. */
  public boolean unmute(String connection) {
    HealthPolicy policy = policy(connection).orElseThrow();
    boolean muted =
        open().health().find(connection).flatMap(row -> row.health().mute()).isPresent();
    write(connection, policy, new HealthEvent.Unmuted());
    return muted;
  }

  private void write(String connection, HealthPolicy policy, HealthEvent event) {
    var unused =
        journal.write(
            connection,
            OptionalLong.empty(),
            policy,
            event,
            (before, now) -> Optional.empty(),
            (after, now) -> Optional.empty(),
            "");
  }

  /** The latest first. */
  public List<Transition> history(String connection, int most) {
    return open().health().history(connection, most);
  }

  /** The latest first. */
  public List<OutboxMail> outbox(int most) {
    return open().outbox().list(most);
  }

  /** Has a mail that was given up tried again now; false where there is no such mail. */
  public boolean again(long mail) {
    boolean known = open().outbox().again(mail);
    journal.mailWaits();
    return known;
  }

  private Optional<HealthPolicy> policy(String connection) {
    Configuration current = configuration.get();
    return current.find(connection).flatMap(current::healthPolicy);
  }

  private Store open() {
    return store
        .get()
        .orElseThrow(
            () ->
                new StoreException(
                    store.trouble().orElse("The store is being opened: try again in a moment."),
                    new IllegalStateException("not open")));
  }
}
