// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.Mute;
import io.sallyport.runtime.health.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and writes the rows of the tables of health and of open incidents. */
final class HealthTable {

  private static final String TABLE = "health";

  private static final String JOINED =
      "select health.*, incident.incident_number, incident.since as incident_since,"
          + " incident.opened_at, incident.failures as incident_failures, incident.recipients,"
          + " incident.next_reminder, incident.reminders, incident.note"
          + " from health left join incident on incident.open_for = health.connection";

  static List<HealthRow> all(Handle handle) {
    return handle
        .createQuery(JOINED + " order by health.connection")
        .map((row, context) -> read(row).row())
        .list();
  }

  static Optional<KeptHealth> find(Handle handle, String connection) {
    return handle
        .createQuery(JOINED + " where health.connection = :connection")
        .bind("connection", connection)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** The same, and nobody else changes it before this transaction ends. */
  static Optional<KeptHealth> lock(Handle handle, String connection) {
    boolean there =
        handle
            .createQuery("select fence from health where connection = :connection for update")
            .bind("connection", connection)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    // An outer join itself cannot be locked.
    return there ? find(handle, connection) : Optional.empty();
  }

  static void insert(Handle handle, HealthRow row, Instant scheduledAt) {
    fields(row, scheduledAt)
        .text("connection", row.connection())
        .number("fence", 0)
        .insert(handle, TABLE);
  }

  /**
   * Writes what is known of the connection from now on.
   *
   * @param unclaim whether its claim ends with that
   */
  static void update(Handle handle, HealthRow row, Instant scheduledAt, boolean unclaim) {
    Fields fields = fields(row, scheduledAt);
    if (unclaim) {
      fields.none("claimed_by", "claimed_at", "claimed_until");
    }
    fields.update(handle, TABLE, "connection", row.connection());
  }

  private static Fields fields(HealthRow row, Instant scheduledAt) {
    Health health = row.health();
    Optional<Mute> mute = health.mute();
    Optional<LastCheck> last = row.last();
    return new Fields()
        .text("phase", health.phase().name())
        .time("since", health.since())
        .number("failures", health.failures())
        .number("successes", health.successes())
        .number("authentications", health.authentications())
        .number("slot", health.slot())
        .time("conclusive", health.conclusive())
        .flag("stale", health.stale())
        .number("incidents", health.incidents())
        .text("settings_identity", health.identity())
        .time("muted_until", mute.map(Mute::until))
        .text("muted_by", mute.map(Mute::by))
        .text("mute_reason", mute.map(Mute::reason))
        .time("due", row.due())
        .time("scheduled_at", scheduledAt)
        .time("checked_at", last.map(LastCheck::at))
        .text("outcome", last.map(LastCheck::outcome))
        .number("status_code", last.map(each -> (long) each.statusCode()))
        .text("message", last.map(LastCheck::message))
        .number("took_nanos", last.map(each -> each.took().toNanos()));
  }

  private static KeptHealth read(ResultSet row) throws SQLException {
    Health health =
        new Health(
            Phase.valueOf(row.getString("phase")),
            Times.read(row, "since"),
            row.getInt("failures"),
            row.getInt("successes"),
            row.getInt("authentications"),
            row.getLong("slot"),
            Times.read(row, "conclusive"),
            row.getBoolean("stale"),
            row.getInt("incidents"),
            incident(row),
            mute(row),
            row.getString("settings_identity"));
    return new KeptHealth(
        new HealthRow(row.getString("connection"), health, last(row), Times.read(row, "due")),
        Times.read(row, "scheduled_at"),
        row.getLong("fence"),
        Times.readOptional(row, "claimed_until"));
  }

  private static Optional<Incident> incident(ResultSet row) throws SQLException {
    Optional<Instant> since = Times.readOptional(row, "incident_since");
    if (since.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Incident(
            row.getInt("incident_number"),
            since.get(),
            Times.read(row, "opened_at"),
            row.getInt("incident_failures"),
            row.getString("recipients").lines().toList(),
            Times.read(row, "next_reminder"),
            row.getInt("reminders"),
            Optional.ofNullable(row.getString("note"))));
  }

  private static Optional<Mute> mute(ResultSet row) throws SQLException {
    Optional<Instant> until = Times.readOptional(row, "muted_until");
    return until.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mute(until.get(), row.getString("muted_by"), row.getString("mute_reason")));
  }

  private static Optional<LastCheck> last(ResultSet row) throws SQLException {
    Optional<Instant> at = Times.readOptional(row, "checked_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LastCheck(
                at.get(),
                row.getString("outcome"),
                row.getInt("status_code"),
                row.getString("message"),
                Duration.ofNanos(row.getLong("took_nanos"))));
  }

  private HealthTable() {}
}
