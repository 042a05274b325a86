// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Incident;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes a connection's incidents: at most one is open, and those that are closed are kept. */
final class IncidentTable {

  private static final String TABLE = "incident";
  private static final String OPEN_FOR = "open_for";

  /**
   * Brings the rows from what was open before to what is open now.
   *
   * @param reason why the one that was open is closed, if it is
   */
  static void write(
      Handle handle,
      String connection,
      Optional<Incident> before,
      Optional<Incident> after,
      String reason,
      Instant now) {
    boolean same =
        before.isPresent() && after.isPresent() && before.get().number() == after.get().number();
    if (same && !before.equals(after)) {
      fields(after.get()).update(handle, TABLE, OPEN_FOR, connection);
    }
    if (before.isPresent() && !same) {
      close(handle, connection, reason, now);
    }
    if (after.isPresent() && !same) {
      fields(after.get())
          .text("connection", connection)
          .text(OPEN_FOR, connection)
          .insert(handle, TABLE);
    }
  }

  private static void close(Handle handle, String connection, String reason, Instant now) {
    handle
        .createUpdate(
            "update incident set open_for = null, closed_at = :now, closed_reason = :reason"
                + " where open_for = :connection")
        .bind("now", Times.argument(now))
        .bind("reason", Fields.kept(reason))
        .bind("connection", connection)
        .execute();
  }

  private static Fields fields(Incident incident) {
    return new Fields()
        .number("incident_number", incident.number())
        .time("since", incident.since())
        .time("opened_at", incident.openedAt())
        .number("failures", incident.failures())
        .text("recipients", String.join("\n", incident.recipients()))
        .time("next_reminder", incident.nextReminder())
        .number("reminders", incident.reminders())
        .text("note", incident.note());
  }

  private IncidentTable() {}
}
