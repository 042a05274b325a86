// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which database, as its URL says it.
 *
 * @param url for the driver, complete but for what {@link Connections} adds
 * @param name for messages: the server and database, or the file
 * @param file of an H2 database that is kept in one
 */
record Database(DatabaseKind kind, String url, String name, Optional<Path> file) {

  private static final String H2_FILE = "jdbc:h2:file:";
  private static final String H2_MEMORY = "jdbc:h2:mem:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** H2 adds it to the name that its URL gives. */
  private static final String H2_ENDING = ".mv.db";

  /**
   * Those that say where the server is and how it is trusted. None that names a class or a file to
   * be written, none that holds a password, and no time-out, for those are set here.
   */
  private static final Set<String> PARAMETERS =
      new TreeSet<>(
          Set.of(
              "ssl",
              "sslmode",
              "sslrootcert",
              "sslcert",
              "sslkey",
              "sslnegotiation",
              "channelBinding",
              "gssEncMode",
              "currentSchema",
              "targetServerType"));

  /**
   * Reads a URL.
   *
   * @param folder that a relative file is relative to
   * @throws StoreException for any other URL than those that are accepted
   */
  static Database of(String url, Path folder) {
    if (url.startsWith(H2_FILE)) {
      return h2File(url, folder);
    }
    if (url.startsWith(H2_MEMORY)) {
      String name = withoutSettings(url.substring(H2_MEMORY.length()));
      return new Database(DatabaseKind.H2, H2_MEMORY + name, "in memory " + name, Optional.empty());
    }
    if (url.startsWith(POSTGRESQL)) {
      return postgresql(url);
    }
    throw refused("its URL begins otherwise");
  }

  private static Database h2File(String url, Path folder) {
    String name = withoutSettings(url.substring(H2_FILE.length()));
    Path path;
    try {
      path = resolved(name, folder).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StoreException("The database cannot be used: its URL names no valid file.", e);
    }
    if (name.isBlank() || path.toString().contains(";")) {
      throw refused("the path of its file is empty or contains a semicolon");
    }
    Path file = Path.of(path + H2_ENDING);
    // Unlike "file", "async" goes on when a thread that reads or writes is interrupted.
    return new Database(
        DatabaseKind.H2, "jdbc:h2:async:" + path, file.toString(), Optional.of(file));
  }

  private static Path resolved(String name, Path folder) {
    return name.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), name.substring(2))
        : folder.resolve(name);
  }

  private static String withoutSettings(String rest) {
    if (rest.contains(";")) {
      throw refused("settings after a semicolon are not allowed in it");
    }
    return rest;
  }

  private static Database postgresql(String url) {
    String rest = url.substring(POSTGRESQL.length());
    int query = rest.indexOf('?');
    String place = query < 0 ? rest : rest.substring(0, query);
    if (place.contains("@")) {
      throw refused("it holds a user name; that and the password have settings of their own");
    }
    if (query >= 0) {
      for (String parameter : rest.substring(query + 1).split("&", -1)) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !PARAMETERS.contains(parameter.substring(0, equals))) {
          throw refused(
              "of parameters it may have " + String.join(", ", PARAMETERS) + ", and no others");
        }
      }
    }
    String name = place.startsWith("//") ? place.substring(2) : place;
    return new Database(DatabaseKind.POSTGRESQL, url, "PostgreSQL " + name, Optional.empty());
  }

  /** Repeats nothing of the URL, which may hold a password where none is expected. */
  private static StoreException refused(String why) {
    return new StoreException(
        "The database cannot be used: "
            + why
            + ". Accepted are jdbc:h2:file:<path> and jdbc:postgresql://<host>:<port>/<database>.");
  }
}
