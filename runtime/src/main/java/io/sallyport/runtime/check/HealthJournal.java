// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.HealthEvent;
import io.sallyport.runtime.health.HealthMachine;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.health.Phase;
import io.sallyport.runtime.store.Change;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.HealthStore.Applied;
import io.sallyport.runtime.store.LastCheck;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what an event makes of a connection's health, together with the mail that tells of
 * it, and says in the log what has changed. Thread-safe.
 */
public final class HealthJournal {

  private static final Logger LOG = LoggerFactory.getLogger(HealthJournal.class);

  private final KeptStore store;
  private final Alerts alerts;
  private final Runnable mailWaits;

  /**
   * @param mailWaits is called once mail has been put into the outbox
   */
  public HealthJournal(KeptStore store, Alerts alerts, Runnable mailWaits) {
    this.store = store;
    this.alerts = alerts;
    this.mailWaits = mailWaits;
  }

  /**
   * Applies an event, in one transaction.
   *
   * @param fence of the claim that the event comes from, where it comes from one
   * @param last what to remember of the check, from what was before
   * @param due when it is to be checked next, from what is now; empty: as before
   * @param reason for the history, where the phase changes
   * @return empty where nothing was written
   * @throws io.sallyport.runtime.store.StoreException when the store cannot be used
   */
  Optional<Applied> write(
      String connection,
      OptionalLong fence,
      HealthPolicy policy,
      HealthEvent event,
      BiFunction<HealthRow, Instant, Optional<LastCheck>> last,
      BiFunction<Health, Instant, Optional<Instant>> due,
      String reason) {
    Optional<Store> open = store.get();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Optional<Applied> applied =
        open.get()
            .health()
            .change(
                connection,
                fence,
                (row, now) -> {
                  HealthMachine.Step step = HealthMachine.step(row.health(), policy, event, now);
                  List<NewMail> mails =
                      step.effects().stream()
                          .flatMap(effect -> alerts.of(connection, effect, now).stream())
                          .toList();
                  Optional<LastCheck> check = last.apply(row, now);
                  Optional<Instant> next = due.apply(step.health(), now);
                  boolean nothing =
                      step.health().equals(row.health())
                          && mails.isEmpty()
                          && check.isEmpty()
                          && next.isEmpty();
                  return nothing
                      ? Optional.empty()
                      : Optional.of(new Change(step.health(), next, check, reason, mails));
                });
    applied.ifPresent(each -> tell(connection, policy, each));
    return applied;
  }

  /** Mail has been put into the outbox. */
  void mailWaits() {
    mailWaits.run();
  }

  private void tell(String connection, HealthPolicy policy, Applied applied) {
    Phase before = applied.before().health().phase();
    Health after = applied.change().health();
    if (after.phase() != before) {
      String line =
          connection
              + ": "
              + before
              + " → "
              + PhaseText.of(after, policy)
              + ": "
              + applied.change().reason();
      if (after.phase() == Phase.DOWN && before != Phase.RECOVERING) {
        LOG.warn("{}", line);
      } else if (after.phase() == Phase.UNKNOWN) {
        LOG.debug("{}", line); // with every connection, at the first start
      } else {
        LOG.info("{}", line);
      }
    }
    if (!applied.change().mails().isEmpty()) {
      mailWaits();
    }
  }
}
