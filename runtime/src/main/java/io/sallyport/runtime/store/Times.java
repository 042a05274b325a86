// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;

/** Instants as both databases keep them: to the microsecond, and within what they can hold. */
final class Times {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** What is read back when this is written. */
  static Instant kept(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return instant.isAfter(LATEST) ? LATEST : instant.truncatedTo(ChronoUnit.MICROS);
  }

  static Argument argument(Instant instant) {
    OffsetDateTime time = kept(instant).atOffset(ZoneOffset.UTC);
    // As an object of this very class: a Timestamp would go through the zone of the machine.
    return (position, statement, context) -> statement.setObject(position, time);
  }

  static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> readOptional(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private Times() {}
}
