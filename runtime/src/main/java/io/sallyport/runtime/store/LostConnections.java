// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/** Which faults a connection does not survive, besides those that the pool knows itself. */
final class LostConnections implements SQLExceptionOverride {

  /**
   * H2 closes the whole database when its file cannot be written, and its connections would go on
   * to say that they are alive. A PostgreSQL server that is read-only now has handed over to
   * another.
   */
  private static final Set<String> FATAL =
      Set.of("90098", "90067", "90121", "90028", "90031", "HY000", "25006");

  @java.lang.Override
  public Override adjudicate(SQLException fault) {
    return FATAL.contains(String.valueOf(fault.getSQLState()))
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
