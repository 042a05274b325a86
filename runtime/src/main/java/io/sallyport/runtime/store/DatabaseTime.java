// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/** The clock by which everything in the database is dated. */
@FunctionalInterface
interface DatabaseTime {

  /** To the microsecond, as it is now: not as it was when the transaction began. */
  Instant now(Handle handle);

  /** This machine's, for a database that is on it. */
  static DatabaseTime of(InstantSource clock) {
    return handle -> Times.kept(clock.instant());
  }

  /** The server's, which all nodes share. */
  static DatabaseTime ofServer() {
    return handle ->
        handle
            .createQuery("select clock_timestamp()")
            .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .one();
  }
}
