// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** Ends the mails that are of no use any more, and takes back those whose sender is gone. */
final class OutboxRules {

  /** How long an OPENED may wait untried until it is rather said that it is over. */
  private static final Duration UNREPORTED = Duration.ofMinutes(2);

  /** Nobody knows what became of it, so it may have been sent. */
  private static final String TAKE_BACK =
      """
      update outbox set status = 'WAITING', perhaps_sent = true, tried = true,
        next_at = least(next_at, :now), scheduled_at = :now, leased_until = null
      where status = 'SENDING' and (leased_until <= :now or scheduled_at > :soon)
      """;

  private static final String EXPIRE =
      """
      update outbox set status = 'EXPIRED', ended_at = :now
      where status = 'WAITING' and waits_since <= :expired
      """;

  private static final String EXPIRE_OPENED = EXPIRE + " and kind = 'OPENED'";

  private static final String NEVER_REPORTED =
      """
      update outbox set status = 'SUPERSEDED', ended_at = :now
      where status = 'WAITING'
        and thread in (select opened.thread from outbox opened
          where opened.kind = 'OPENED' and opened.status = 'WAITING' and not opened.perhaps_sent
            and (opened.tried or opened.waits_since <= :unreported))
        and thread in (select ending.thread from outbox ending
          where ending.kind in ('RECOVERED', 'CLOSED') and ending.status = 'WAITING')
      """;

  private static final String FOLLOWS_NOTHING =
      """
      update outbox set status = 'SUPERSEDED', ended_at = :now
      where status = 'WAITING' and kind <> 'OPENED' and exists (select 1 from outbox opened
        where opened.thread = outbox.thread and opened.kind = 'OPENED' and opened.id < outbox.id
          and opened.status in ('FAILED', 'EXPIRED', 'SUPERSEDED'))
      """;

  private static final String OLD_REMINDER =
      """
      update outbox set status = 'SUPERSEDED', ended_at = :now
      where status = 'WAITING' and kind = 'REMINDER' and exists (select 1 from outbox later
        where later.thread = outbox.thread and later.id > outbox.id)
      """;

  /**
   * In this order: what follows an OPENED that has expired is superseded, so that a digest tells of
   * it, even if it has expired itself meanwhile.
   */
  private static final List<String> STATEMENTS =
      List.of(TAKE_BACK, EXPIRE_OPENED, NEVER_REPORTED, FOLLOWS_NOTHING, OLD_REMINDER, EXPIRE);

  static void apply(Handle handle, Instant now, Duration lifetime) {
    for (String statement : STATEMENTS) {
      handle
          .createUpdate(statement)
          .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
          .bind("now", Times.argument(now))
          .bind("soon", Times.argument(now.plus(SqlHealthStore.CLOCKS_APART)))
          .bind("expired", Times.argument(now.minus(lifetime)))
          .bind("unreported", Times.argument(now.minus(UNREPORTED)))
          .execute();
    }
  }

  private OutboxRules() {}
}
