// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Instant;

/** Deletes old rows, never so many at once that it takes long or holds others up. */
final class Purge {

  private static final int AT_ONCE = 2000;

  /**
   * Deletes the rows that are older.
   *
   * @param column the time that counts; a row where it is null stays
   * @return how many there were
   */
  static int before(Transactions transactions, String table, String column, Instant then) {
    String statement =
        "delete from %s where id in (select id from %s where %s < :then order by id limit %d)"
            .formatted(table, table, column, AT_ONCE);
    int all = 0;
    while (true) {
      int deleted =
          transactions.run(
              handle ->
                  handle.createUpdate(statement).bind("then", Times.argument(then)).execute());
      all += deleted;
      if (deleted < AT_ONCE) {
        return all;
      }
    }
  }

  private Purge() {}
}
