// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a fault of the database means and what to do about it. Only from its code: the driver's
 * words may hold users and values.
 */
final class Faults {

  /** Serialization and deadlock, in both; and H2's for a row that somebody else has changed. */
  private static final Set<String> PASSING = Set.of("40001", "40P01", "90131");

  /** Somebody else has written a row with this key in the meantime. */
  private static final String DUPLICATE = "23505";

  private final Database database;

  Faults(Database database) {
    this.database = database;
  }

  /** The error of the database that is behind this; empty where it is none. */
  static Optional<SQLException> find(Throwable thrown) {
    SQLException found = null;
    Throwable each = thrown;
    // The pool's own time-out comes first, and behind it what kept it from having a connection.
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (each instanceof SQLException sql
          && (found == null || found instanceof SQLTransientConnectionException)) {
        found = sql;
      }
      each = each.getCause();
    }
    return Optional.ofNullable(found);
  }

  /** Whether the same transaction may well succeed at once. */
  static boolean isPassing(SQLException fault) {
    return PASSING.contains(state(fault)) || state(fault).equals(DUPLICATE);
  }

  StoreException explain(Throwable thrown) {
    Optional<SQLException> fault = find(thrown);
    String why = fault.map(this::why).orElse("an unexpected fault. The log's stack trace has more");
    return new StoreException(
        "The database " + database.name() + " cannot be used: " + why + ".",
        fault.<Throwable>map(each -> each).orElse(thrown));
  }

  private String why(SQLException fault) {
    if (fault instanceof NoPasswordException) {
      Throwable cause = fault.getCause();
      return "its password cannot be had"
          + (cause == null ? "" : ": " + withoutStop(String.valueOf(cause.getMessage())));
    }
    String state = state(fault);
    String known =
        switch (database.kind()) {
          case H2 -> h2(state);
          case POSTGRESQL -> postgresql(state);
        };
    return known + " (SQL state " + state + ")";
  }

  private static String h2(String state) {
    return switch (state) {
      case "90020" ->
          "another process has it open. It belongs to one process at a time: stop the other one, or "
              + "use PostgreSQL, which several can share";
      case "90013", "90146", "90031", "90028", "90062" ->
          "its file cannot be read or written. Check that the folder exists, belongs to the user of "
              + "this process and has space left";
      case "90030", "90048" ->
          "its file is damaged or of another version of H2. Put the last backup in its place, or "
              + "move it away to begin anew";
      case "90098", "90067", "90121", "HY000" ->
          "its file cannot be written, as happens when the disk is full. Free some space; it is "
              + "opened again by itself";
      case "" -> "it is closed, or no connection to it was free in time. Try again";
      case "HYT00" -> "another transaction holds the row for too long. Try again";
      case "57014" -> "it took too long. Try again";
      default -> "it refuses a statement. The log's stack trace has more";
    };
  }

  private static String postgresql(String state) {
    if (state.startsWith("08") || state.isEmpty()) {
      return "it cannot be reached or does not answer in time. Check that the server runs, and the "
          + "host and port of the URL";
    }
    if (state.startsWith("28")) {
      return "it refuses the sign-in. Check the user name and the password, and the server's "
          + "pg_hba.conf";
    }
    if (state.startsWith("53")) {
      return "the server has no space, memory or connection left. Free some";
    }
    return switch (state) {
      case "3D000" -> "the server has no database of this name. Create it";
      case "3F000" -> "it has no such schema. Create it, or correct currentSchema in the URL";
      case "42501" ->
          "the user has not the right to do this. Grant it on the schema and its tables";
      case "57P01", "57P02", "57P03" ->
          "the server is shutting down or starting up. It is tried again by itself";
      case "25006" ->
          "it is read-only, as a standby is. Name the primary, or add "
              + "targetServerType=primary to the URL";
      case "55P03" -> "another transaction holds the row for too long. Try again";
      case "57014" -> "it took too long. Try again";
      default -> "it refuses a statement. The log's stack trace has more";
    };
  }

  private static String state(SQLException fault) {
    return String.valueOf(fault.getSQLState()).equals("null") ? "" : fault.getSQLState();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
