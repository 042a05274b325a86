// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings the tables to what this version of the runtime expects. */
final class Migrations {

  /** Exactly this folder: the class path is not searched. */
  private static final String FOLDER = "classpath:io/sallyport/runtime/store";

  /** Another node may be at it just now; seconds. */
  private static final int PATIENCE = 20;

  static void run(DataSource connections, Database database, Faults faults) {
    try {
      Flyway flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(connections)
              .locations(FOLDER)
              .loggers("slf4j")
              .lockRetryCount(PATIENCE)
              .load();
      boolean newer =
          Arrays.stream(flyway.info().all())
              .map(each -> each.getState())
              .anyMatch(
                  state ->
                      state == MigrationState.FUTURE_SUCCESS
                          || state == MigrationState.FUTURE_FAILED);
      if (newer) {
        throw new StoreException(
            "The database "
                + database.name()
                + " cannot be used: a newer version of Sallyport has changed its tables. Start that"
                + " version or a later one.");
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Faults.find(e).isPresent()
          ? faults.explain(e)
          : new StoreException(
              "The database "
                  + database.name()
                  + " cannot be used: its tables are not those that an earlier version of Sallyport"
                  + " has made. Give Sallyport a database or schema of its own.",
              e);
    }
  }

  private Migrations() {}
}
