// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and writes the rows of the outbox. */
final class OutboxTable {

  /** Puts a mail in, unless one with its key has been put in already. */
  static void insert(Handle handle, NewMail mail, Instant now) {
    boolean known =
        handle
            .createQuery("select id from outbox where mail_key = :key")
            .bind("key", Fields.kept(mail.key()))
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    // Where another transaction puts it in just now, this one fails and begins again.
    if (!known) {
      fields(mail, now).insert(handle, "outbox");
    }
  }

  private static Fields fields(NewMail mail, Instant now) {
    return new Fields()
        .text("mail_key", mail.key())
        .text("thread", mail.thread())
        .text("kind", mail.kind().name())
        .text("connection", mail.connection())
        .text("recipient", mail.recipient())
        .text("message_id", mail.messageId())
        .text("in_reply_to", mail.inReplyTo())
        .text("subject", mail.subject())
        .text("text_body", mail.text())
        .text("html_body", mail.html())
        .text("status", MailStatus.WAITING.name())
        .number("attempts", 0)
        .time("created_at", now)
        .time("waits_since", now)
        .flag("tried", false)
        .flag("perhaps_sent", false)
        .time("next_at", now)
        .time("scheduled_at", now)
        .number("code", 0)
        .text("detail", "")
        .flag("digested", false);
  }

  static OutboxMail read(ResultSet row) throws SQLException {
    NewMail mail =
        new NewMail(
            row.getString("mail_key"),
            row.getString("thread"),
            MailKind.valueOf(row.getString("kind")),
            Optional.ofNullable(row.getString("connection")),
            row.getString("recipient"),
            row.getString("message_id"),
            Optional.ofNullable(row.getString("in_reply_to")),
            row.getString("subject"),
            row.getString("text_body"),
            row.getString("html_body"));
    return new OutboxMail(
        row.getLong("id"),
        mail,
        MailStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        Times.read(row, "created_at"),
        Times.read(row, "next_at"),
        Times.readOptional(row, "ended_at"),
        row.getInt("code"),
        row.getString("detail"));
  }

  private OutboxTable() {}
}
