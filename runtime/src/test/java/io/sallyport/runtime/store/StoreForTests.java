// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** An H2 database in memory, for tests of what uses a store. */
public final class StoreForTests {

  /**
   * A new one, empty, and gone once it is closed.
   *
   * @param clock dates everything in it
   */
  public static Store open(InstantSource clock) {
    return Store.open(settings(), Path.of("."), clock);
  }

  /** Each time of another database. */
  public static StoreSettings settings() {
    return new StoreSettings(
        "jdbc:h2:mem:" + UUID.randomUUID(), Optional.empty(), Optional.empty());
  }

  private StoreForTests() {}
}
