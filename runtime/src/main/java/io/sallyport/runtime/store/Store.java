// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A database that is open. Thread-safe. Once open, it comes back by itself whenever the database
 * does; nothing has to be opened again.
 */
public final class Store implements AutoCloseable {

  private final HikariDataSource pool;
  private final HealthStore health;
  private final Outbox outbox;

  private Store(HikariDataSource pool, Transactions transactions) {
    this.pool = pool;
    this.health = new SqlHealthStore(transactions);
    this.outbox = new SqlOutbox(transactions);
  }

  /**
   * Opens the database, and makes or changes its tables where necessary. Fails within seconds where
   * it cannot be reached, and can then be called again.
   *
   * @param folder that the file of an H2 database is relative to
   * @param clock dates everything in an H2 database; PostgreSQL has a clock of its own
   * @throws StoreException where there is no such database, it cannot be reached, another process
   *     has it, or a newer version has changed its tables
   */
  public static Store open(StoreSettings settings, Path folder, InstantSource clock) {
    Database database = Database.of(settings.url(), folder);
    return open(
        settings,
        database,
        switch (database.kind()) {
          case H2 -> DatabaseTime.of(clock);
          case POSTGRESQL -> DatabaseTime.ofServer();
        });
  }

  static Store open(StoreSettings settings, Database database, DatabaseTime time) {
    Faults faults = new Faults(database);
    database.file().ifPresent(DatabaseFile::prepare);
    Connections patient = Connections.patient(database, settings);
    // Held until the pool has some, or an H2 database would be closed and opened again.
    try (Connection first = patient.getConnection()) {
      Migrations.run(patient, database, faults);
      HikariDataSource pool =
          new HikariDataSource(
              Pool.configuration(database.kind(), Connections.of(database, settings)));
      return new Store(pool, new Transactions(database.kind(), Jdbi.create(pool), time, faults));
    } catch (SQLException | PoolInitializationException e) {
      throw faults.explain(e);
    }
  }

  public HealthStore health() {
    return health;
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Ends what is under way after a moment. */
  @Override
  public void close() {
    pool.close();
  }
}
