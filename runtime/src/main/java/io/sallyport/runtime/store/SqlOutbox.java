// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The outbox in a database. */
final class SqlOutbox implements Outbox {

  /** Those that wait or are being sent, but for what is not its thread's turn yet. */
  private static final String FIRST_OF_THREAD =
      """
      not exists (select 1 from outbox earlier
        where earlier.thread = outbox.thread and earlier.id < outbox.id
          and earlier.status in ('WAITING', 'SENDING'))
      """;

  private static final String NEXT =
      "select id from outbox where status = 'WAITING'"
          + " and (next_at <= :now or scheduled_at > :soon) and "
          + FIRST_OF_THREAD
          + " order by next_at, id limit :most for update skip locked";

  private static final String TAKE =
      """
      update outbox set status = 'SENDING', attempts = attempts + 1, leased_by = :owner,
        leased_until = :until, scheduled_at = :now
      where id = :id and status = 'WAITING'
      """;

  /** That it is over is told again as well, or the one that is tried again would mislead. */
  private static final String FOLLOW =
      """
      update outbox set status = 'WAITING', next_at = :now, scheduled_at = :now,
        waits_since = :now, ended_at = null
      where status = 'SUPERSEDED' and kind in ('RECOVERED', 'CLOSED') and id > :id
        and thread = (select opened.thread from outbox opened
          where opened.id = :id and opened.kind = 'OPENED')
      """;

  private final Transactions transactions;
  private final DatabaseTime time;

  SqlOutbox(Transactions transactions) {
    this.transactions = transactions;
    this.time = transactions.time();
  }

  @Override
  public void add(List<NewMail> mails) {
    transactions.run(
        handle -> {
          Instant now = time.now(handle);
          mails.forEach(mail -> OutboxTable.insert(handle, mail, now));
          return mails.size();
        });
  }

  @Override
  public List<OutboxMail> lease(String owner, int most, Duration lease, Duration lifetime) {
    return transactions.run(
        handle -> {
          Instant now = time.now(handle);
          OutboxRules.apply(handle, now, lifetime);
          List<Long> candidates =
              handle
                  .createQuery(NEXT)
                  .bind("now", Times.argument(now))
                  .bind("soon", Times.argument(now.plus(SqlHealthStore.CLOCKS_APART)))
                  .bind("most", most)
                  .mapTo(Long.class)
                  .list();
          List<OutboxMail> taken = new ArrayList<>();
          for (long id : candidates) {
            int rows =
                handle
                    .createUpdate(TAKE)
                    .bind("owner", owner)
                    .bind("now", Times.argument(now))
                    .bind("until", Times.argument(now.plus(lease)))
                    .bind("id", id)
                    .execute();
            if (rows == 1) {
              taken.add(read(handle, id));
            }
          }
          return List.copyOf(taken);
        });
  }

  @Override
  public int takeBack(String owner) {
    return transactions.run(
        handle ->
            handle
                .createUpdate(
                    """
                    update outbox set status = 'WAITING', perhaps_sent = true, tried = true,
                      next_at = :now, scheduled_at = :now, leased_by = null, leased_until = null
                    where status = 'SENDING' and leased_by = :owner
                    """)
                .bind("now", Times.argument(time.now(handle)))
                .bind("owner", owner)
                .execute());
  }

  private static OutboxMail read(Handle handle, long id) {
    return handle
        .createQuery("select * from outbox where id = :id")
        .bind("id", id)
        .map((row, context) -> OutboxTable.read(row))
        .one();
  }

  @Override
  public void digest(BiFunction<String, List<OutboxMail>, NewMail> digest) {
    transactions.run(
        handle -> {
          Instant now = time.now(handle);
          Map<String, List<OutboxMail>> untold = untold(handle);
          untold.forEach(
              (recipient, mails) -> {
                OutboxTable.insert(handle, digest.apply(recipient, mails), now);
                for (OutboxMail mail : mails) {
                  handle
                      .createUpdate("update outbox set digested = true where id = :id")
                      .bind("id", mail.id())
                      .execute();
                }
              });
          return untold.size();
        });
  }

  private static Map<String, List<OutboxMail>> untold(Handle handle) {
    Map<String, List<OutboxMail>> untold = new LinkedHashMap<>();
    handle
        .createQuery(
            """
            select * from outbox
            where status = 'SUPERSEDED' and kind in ('RECOVERED', 'CLOSED') and not digested
              and not exists (select 1 from outbox opened
                where opened.thread = outbox.thread and opened.kind = 'OPENED'
                  and opened.status = 'FAILED')
              and not exists (select 1 from outbox waiting
                where waiting.kind = 'DIGEST' and waiting.recipient = outbox.recipient
                  and waiting.status in ('WAITING', 'SENDING'))
            order by id for update skip locked
            """)
        .map((row, context) -> OutboxTable.read(row))
        .forEach(
            mail ->
                untold
                    .computeIfAbsent(mail.mail().recipient(), any -> new ArrayList<>())
                    .add(mail));
    return untold;
  }

  @Override
  public void sent(long id, String owner, int code) {
    // Also where its lease has just run out: better late than twice.
    end(
        "status = 'SENT', ended_at = :now, code = :code, detail = ''",
        "status in ('SENDING', 'WAITING')",
        id,
        owner,
        update -> update.bind("code", code));
  }

  @Override
  public void retry(
      long id, String owner, Duration after, int code, String detail, boolean perhapsSent) {
    transactions.run(
        handle -> {
          Instant now = time.now(handle);
          return handle
              .createUpdate(
                  """
                  update outbox set status = 'WAITING', next_at = :next, scheduled_at = :now,
                    tried = true, perhaps_sent = perhaps_sent or :perhaps, code = :code,
                    detail = :detail, leased_by = null, leased_until = null
                  where id = :id and leased_by = :owner and status = 'SENDING'
                  """)
              .bind("next", Times.argument(now.plus(after)))
              .bind("now", Times.argument(now))
              .bind("perhaps", perhapsSent)
              .bind("code", code)
              .bind("detail", Fields.kept(detail))
              .bind("id", id)
              .bind("owner", owner)
              .execute();
        });
  }

  @Override
  public void failed(long id, String owner, int code, String detail) {
    end(
        "status = 'FAILED', ended_at = :now, code = :code, detail = :detail",
        "status = 'SENDING'",
        id,
        owner,
        update -> update.bind("code", code).bind("detail", Fields.kept(detail)));
  }

  private void end(
      String changes, String condition, long id, String owner, UnaryOperator<Update> values) {
    transactions.run(
        handle ->
            values
                .apply(
                    handle.createUpdate(
                        "update outbox set "
                            + changes
                            + ", leased_by = null, leased_until = null"
                            + " where id = :id and leased_by = :owner and "
                            + condition))
                .bind("now", Times.argument(time.now(handle)))
                .bind("id", id)
                .bind("owner", owner)
                .execute());
  }

  @Override
  public Duration untilNext(Duration most) {
    return transactions.run(
        handle -> {
          Instant now = time.now(handle);
          Optional<Instant> next =
              handle
                  .createQuery(
                      "select case when scheduled_at > :soon then :now when status = 'WAITING' then"
                          + " next_at else leased_until end as next from outbox where status in"
                          + " ('WAITING', 'SENDING') and "
                          + FIRST_OF_THREAD
                          + " order by next limit 1")
                  .bind("now", Times.argument(now))
                  .bind("soon", Times.argument(now.plus(SqlHealthStore.CLOCKS_APART)))
                  .map((row, context) -> Times.read(row, "next"))
                  .findOne();
          Duration left = next.map(each -> Duration.between(now, each)).orElse(most);
          if (left.isNegative()) {
            return Duration.ZERO;
          }
          return left.compareTo(most) < 0 ? left : most;
        });
  }

  @Override
  public List<OutboxMail> list(int most) {
    return transactions.run(
        handle ->
            handle
                .createQuery("select * from outbox order by id desc limit :most")
                .bind("most", most)
                .map((row, context) -> OutboxTable.read(row))
                .list());
  }

  @Override
  public boolean again(long id) {
    return transactions.run(
        handle -> {
          Instant now = time.now(handle);
          int rows =
              handle
                  .createUpdate(
                      """
                      update outbox set status = 'WAITING', next_at = :now, scheduled_at = :now,
                        waits_since = :now, tried = false, ended_at = null
                      where id = :id and status in ('FAILED', 'EXPIRED')
                      """)
                  .bind("now", Times.argument(now))
                  .bind("id", id)
                  .execute();
          if (rows == 1) {
            handle.createUpdate(FOLLOW).bind("now", Times.argument(now)).bind("id", id).execute();
          }
          return rows == 1;
        });
  }

  @Override
  public int forgetBefore(Instant then) {
    return Purge.before(transactions, "outbox", "ended_at", then);
  }
}
