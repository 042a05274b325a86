// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The rows of connections' health in a database. */
final class SqlHealthStore implements HealthStore {

  /**
   * What was written later than now by more than this was written before the clock was set back.
   */
  static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final DatabaseTime time;

  SqlHealthStore(Transactions transactions) {
    this.transactions = transactions;
    this.time = transactions.time();
  }

  @Override
  public Claim claim(String connection, String owner, Duration lease) {
    return transactions.run(
        handle -> {
          Instant now = time.now(handle);
          boolean granted =
              handle
                      .createUpdate(
                          """
                          update health set fence = greatest(fence, slot) + 1, claimed_by = :owner,
                            claimed_at = :now, claimed_until = :until
                          where connection = :connection and phase <> 'DISABLED'
                            and (due <= :now or scheduled_at > :soon)
                            and (claimed_until is null or claimed_until <= :now
                              or claimed_at > :soon)
                          """)
                      .bind("owner", owner)
                      .bind("now", Times.argument(now))
                      .bind("until", Times.argument(now.plus(lease)))
                      .bind("soon", Times.argument(now.plus(CLOCKS_APART)))
                      .bind("connection", connection)
                      .execute()
                  == 1;
          return HealthTable.find(handle, connection)
              .filter(kept -> kept.row().health().phase() != Phase.DISABLED)
              .<Claim>map(
                  kept ->
                      granted
                          ? new Claim.Granted(kept.fence(), kept.fence(), kept.row().health())
                          : new Claim.Refused(left(kept, now)))
              .orElseGet(Claim.Unknown::new);
        });
  }

  private static Duration left(KeptHealth kept, Instant now) {
    Instant due = kept.row().due();
    Instant free = kept.claimedUntil().filter(until -> until.isAfter(due)).orElse(due);
    Duration left = Duration.between(now, free);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public Optional<Applied> change(
      String connection,
      OptionalLong fence,
      BiFunction<HealthRow, Instant, Optional<Change>> change) {
    return transactions.run(
        handle -> {
          Optional<KeptHealth> kept = HealthTable.lock(handle, connection);
          // Only now: what waited for the lock must not be dated before what held it.
          Instant now = time.now(handle);
          if (fence.isPresent()
              && kept.filter(each -> each.fence() == fence.getAsLong()).isEmpty()) {
            return Optional.empty();
          }
          HealthRow before = kept.map(KeptHealth::row).orElseGet(() -> unknown(connection, now));
          Optional<Change> wanted = change.apply(before, now);
          wanted.ifPresent(each -> write(handle, kept, before, each, now, fence.isPresent()));
          return wanted.map(each -> new Applied(before, each, now));
        });
  }

  private static HealthRow unknown(String connection, Instant now) {
    return new HealthRow(connection, Health.none(now), Optional.empty(), Instant.EPOCH);
  }

  private static void write(
      Handle handle,
      Optional<KeptHealth> kept,
      HealthRow before,
      Change change,
      Instant now,
      boolean unclaim) {
    String connection = before.connection();
    HealthRow after =
        new HealthRow(
            connection,
            change.health(),
            change.last().or(before::last),
            change.due().orElse(before.due()));
    if (kept.isEmpty()) {
      HealthTable.insert(handle, after, now);
    } else {
      Instant scheduledAt = change.due().isPresent() ? now : kept.get().scheduledAt();
      HealthTable.update(handle, after, scheduledAt, unclaim);
    }
    IncidentTable.write(
        handle,
        connection,
        before.health().incident(),
        change.health().incident(),
        change.reason(),
        now);
    Phase from = before.health().phase();
    Phase to = change.health().phase();
    if (from != to) {
      TransitionTable.insert(handle, new Transition(connection, now, from, to, change.reason()));
    }
    change.mails().forEach(mail -> OutboxTable.insert(handle, mail, now));
  }

  @Override
  public int releaseAll(String owner) {
    return transactions.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update health set claimed_by = null, claimed_at = null, claimed_until = null
                    where claimed_by = :owner
                    """)
                .bind("owner", owner)
                .execute());
  }

  @Override
  public void release(String connection, long fence, Duration dueIn) {
    transactions.run(
        handle -> {
          Instant now = time.now(handle);
          return handle
              .createUpdate(
                  """
                  update health set due = :due, scheduled_at = :now, claimed_by = null,
                    claimed_at = null, claimed_until = null
                  where connection = :connection and fence = :fence and claimed_until is not null
                  """)
              .bind("due", Times.argument(now.plus(dueIn)))
              .bind("now", Times.argument(now))
              .bind("connection", connection)
              .bind("fence", fence)
              .execute();
        });
  }

  @Override
  public Snapshot all() {
    return transactions.run(handle -> new Snapshot(HealthTable.all(handle), time.now(handle)));
  }

  @Override
  public Instant now() {
    return transactions.run(time::now);
  }

  @Override
  public Optional<HealthRow> find(String connection) {
    return transactions.run(handle -> HealthTable.find(handle, connection).map(KeptHealth::row));
  }

  @Override
  public List<Transition> history(String connection, int most) {
    return transactions.run(handle -> TransitionTable.latest(handle, connection, most));
  }

  @Override
  public int forgetBefore(Instant then) {
    return Purge.before(transactions, "transition", "happened_at", then)
        + Purge.before(transactions, "incident", "closed_at", then);
  }
}
