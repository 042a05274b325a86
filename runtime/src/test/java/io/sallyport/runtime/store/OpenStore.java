// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A store that is open, with a clock that can be set.
 *
 * @param direct to look behind the store
 */
record OpenStore(Store store, ShiftedTime time, Jdbi direct) implements AutoCloseable {

  static OpenStore onH2() {
    return open(StoreForTests.settings(), DatabaseTime.of(InstantSource.system()));
  }

  static OpenStore onPostgres() {
    return open(PostgresForTests.newDatabase(), DatabaseTime.ofServer());
  }

  private static OpenStore open(StoreSettings settings, DatabaseTime real) {
    Database database = Database.of(settings.url(), Path.of("."));
    ShiftedTime time = new ShiftedTime(real);
    return new OpenStore(
        Store.open(settings, database, time),
        time,
        Jdbi.create(Connections.of(database, settings)));
  }

  /** Empties it, and sets its clock right. */
  void reset() {
    time.isRight();
    direct.useHandle(
        handle -> {
          handle.execute("delete from health");
          handle.execute("delete from incident");
          handle.execute("delete from transition");
          handle.execute("delete from outbox");
        });
  }

  @Override
  public void close() {
    store.close();
  }
}
