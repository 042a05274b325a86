// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.plugin.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of this JVM, started when it is first asked for. */
public final class PostgresForTests {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Ends with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How to reach a database that nobody else uses, and that is empty. */
  public static StoreSettings newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("create database " + name);
    return settings(port(), name);
  }

  static StoreSettings settings(int port, String database) {
    return new StoreSettings(
        "jdbc:postgresql://localhost:" + port + "/" + database,
        Optional.of("postgres"),
        Optional.of(Secret.of("any, for it trusts this machine")));
  }

  static int port() {
    return Server.RUNNING.getPort();
  }

  /** As the server's administrator. */
  static void execute(String statement) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private PostgresForTests() {}
}
