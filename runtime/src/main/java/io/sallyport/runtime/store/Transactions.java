// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Runs each piece of work in one transaction. Thread-safe. */
final class Transactions {

  /** Two nodes that stand in each other's way have parted by then. */
  private static final int ATTEMPTS = 5;

  private final DatabaseKind kind;
  private final Jdbi jdbi;
  private final DatabaseTime time;
  private final Faults faults;

  Transactions(DatabaseKind kind, Jdbi jdbi, DatabaseTime time, Faults faults) {
    this.kind = kind;
    this.jdbi = jdbi;
    this.time = time;
    this.faults = faults;
  }

  DatabaseTime time() {
    return time;
  }

  /**
   * All of the work or nothing. It is done again where another transaction stood in its way; what
   * else it throws is thrown on.
   *
   * @throws StoreException where the database is at fault
   */
  <T> T run(Function<Handle, T> work) {
    // H2 sometimes swallows an interruption. All of this ends within seconds: it can be told then.
    boolean interrupted = Thread.interrupted();
    try {
      return repeated(work);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T repeated(Function<Handle, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (JdbiException e) {
        Optional<SQLException> fault = Faults.find(e);
        if (attempt == ATTEMPTS || fault.filter(Faults::isPassing).isEmpty()) {
          throw faults.explain(e);
        }
      }
    }
  }

  private <T> T once(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      T result = handle.inTransaction(work::apply);
      if (kind == DatabaseKind.H2) {
        // By itself it writes what is committed half a second later, which a killed process loses.
        // WRITE_DELAY=0 would do as well, but stops the thread that tidies the file up.
        handle.execute("checkpoint");
      }
      return result;
    }
  }
}
