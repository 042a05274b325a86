// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.health.CheckOutcome;
import io.sallyport.runtime.health.HealthEvent;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.health.Timing;
import io.sallyport.runtime.store.Claim;
import io.sallyport.runtime.store.HealthStore;
import io.sallyport.runtime.store.LastCheck;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreException;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One check: claimed, run, applied. What it comes to is the store's to keep; nothing is remembered
 * here. Thread-safe.
 */
public final class HealthChecks {

  /** The name of the door in the audit file. */
  private static final String DOOR = "health check";

  private static final String TEST_CONNECTION = "Test Connection";

  /** Beyond a command's own time: for its last word, and for a slow disk. */
  private static final Duration LEASE_BEYOND = Duration.ofSeconds(30);

  private final LiveConfiguration live;
  private final CommandService commands;
  private final KeptStore store;
  private final HealthJournal journal;
  private final String owner;

  /**
   * @param owner the name of this node, which no other has
   */
  public HealthChecks(
      LiveConfiguration live,
      CommandService commands,
      KeptStore store,
      HealthJournal journal,
      String owner) {
    this.live = live;
    this.commands = commands;
    this.store = store;
    this.journal = journal;
    this.owner = owner;
  }

  /**
   * Checks the connection if that is due and nobody else does.
   *
   * @return how long until it may be due again
   */
  public Duration check(String connection) {
    Optional<Store> open = store.get();
    if (open.isEmpty()) {
      return KeptStore.AGAIN;
    }
    try {
      Duration again = claimAndCheck(connection, open.get().health());
      store.worked();
      return again;
    } catch (StoreException e) {
      store.failed(e);
      return KeptStore.AGAIN;
    }
  }

  private Duration claimAndCheck(String name, HealthStore health) {
    Configuration configuration = live.current();
    Optional<Duration> longest =
        configuration
            .find(name)
            .filter(connection -> configuration.healthPolicy(connection).isPresent())
            .map(connection -> connection.commandTimeout());
    if (longest.isEmpty()) {
      return KeptStore.AGAIN; // its bell is about to be taken away
    }
    Claim claim = health.claim(name, owner, longest.get().plus(LEASE_BEYOND));
    if (claim instanceof Claim.Granted granted) {
      return run(name, granted, health);
    }
    return claim instanceof Claim.Refused refused ? refused.left() : KeptStore.AGAIN;
  }

  private Duration run(String name, Claim.Granted claim, HealthStore health) {
    Caller caller = new Caller("sallyport", Optional.empty(), Optional.empty(), DOOR);
    Report report =
        commands.run(
            new CommandCall(
                caller,
                TEST_CONNECTION,
                name,
                Mapping.empty(Place.of("health check")),
                Optional.empty()));
    CheckOutcome outcome = Verdict.of(report);
    Optional<HealthPolicy> policy = policy(name);
    if (policy.isEmpty()) {
      health.release(name, claim.fence(), Duration.ZERO);
      return KeptStore.AGAIN;
    }
    return journal
        .write(
            name,
            OptionalLong.of(claim.fence()),
            policy.get(),
            new HealthEvent.Checked(claim.slot(), outcome),
            (before, now) -> Optional.of(lastCheck(outcome, report.duration(), now)),
            (after, now) -> Optional.of(Timing.next(name, after, policy.get(), outcome, now)),
            Outcomes.reason(outcome))
        .flatMap(applied -> applied.change().due().map(due -> until(due, applied.now())))
        .orElse(Duration.ZERO);
  }

  /**
   * Somebody has run Test Connection by hand.
   *
   * @param report what came of it
   * @throws StoreException when the store cannot be used
   */
  public void tried(Report report) {
    CheckOutcome outcome = Verdict.of(report);
    Optional<HealthPolicy> policy = policy(report.connection());
    if (store.get().isEmpty() || policy.isEmpty() || !(outcome instanceof CheckOutcome.Passed)) {
      return;
    }
    var unused =
        journal.write(
            report.connection(),
            OptionalLong.empty(),
            policy.get(),
            new HealthEvent.Tried(outcome),
            (before, now) -> Optional.empty(),
            (after, now) -> Optional.empty(),
            "Test Connection, run by hand, has passed");
  }

  private Optional<HealthPolicy> policy(String name) {
    Configuration configuration = live.current();
    return configuration.find(name).flatMap(configuration::healthPolicy);
  }

  private static LastCheck lastCheck(CheckOutcome outcome, Duration took, Instant now) {
    return new LastCheck(
        now, Outcomes.name(outcome), Outcomes.status(outcome), Outcomes.message(outcome), took);
  }

  private static Duration until(Instant due, Instant now) {
    Duration left = Duration.between(now, due);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
