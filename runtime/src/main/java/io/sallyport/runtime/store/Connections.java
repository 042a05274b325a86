// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.plugin.Secret;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Makes connections to one database, each with a limit on everything that it can wait for. Reveals
 * the password for each, so that a new one holds at once and none is kept. Thread-safe.
 */
final class Connections implements DataSource {

  /** To open the connection, with all that the server asks for the sign-in. */
  static final Duration CONNECT = Duration.ofSeconds(3);

  /** For a row that another transaction holds. */
  static final Duration LOCK = Duration.ofSeconds(2);

  /** A transaction that does nothing meanwhile is ended, and its locks with it. */
  static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

  private final Database database;
  private final Optional<String> username;
  private final Optional<Secret> password;
  private final Duration statement;
  private final Duration answer;

  private Connections(Database database, StoreSettings settings, Duration statement) {
    this.database = database;
    this.username = settings.username();
    this.password = settings.password();
    this.statement = statement;
    this.answer = statement.plusSeconds(1);
  }

  /** For all that is quick. */
  static Connections of(Database database, StoreSettings settings) {
    return new Connections(database, settings, Duration.ofSeconds(3));
  }

  /** For what changes the tables, which takes its time where they are large. */
  static Connections patient(Database database, StoreSettings settings) {
    return new Connections(database, settings, Duration.ofMinutes(5));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return switch (database.kind()) {
      case H2 -> DriverManager.getConnection(h2Url(), "sa", "");
      case POSTGRESQL -> postgresql();
    };
  }

  private String h2Url() {
    return database.url()
        + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT="
        + LOCK.toMillis()
        + ";QUERY_TIMEOUT="
        + statement.toMillis();
  }

  private Connection postgresql() throws SQLException {
    Connection connection = DriverManager.getConnection(database.url(), postgresqlProperties());
    try (Statement limits = connection.createStatement()) {
      limits.execute(
          "set statement_timeout = %d; set lock_timeout = %d; set %s = %d"
              .formatted(
                  statement.toMillis(),
                  LOCK.toMillis(),
                  "idle_in_transaction_session_timeout",
                  IDLE_IN_TRANSACTION.toMillis()));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Properties postgresqlProperties() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", seconds(CONNECT));
    properties.setProperty("loginTimeout", seconds(CONNECT));
    properties.setProperty("socketTimeout", seconds(answer));
    properties.setProperty("cancelSignalTimeout", "2");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "sallyport");
    // Its errors would quote values.
    properties.setProperty("logServerErrorDetail", "false");
    username.ifPresent(name -> properties.setProperty("user", name));
    if (password.isPresent()) {
      properties.setProperty("password", revealed(password.get()));
    }
    return properties;
  }

  private static String revealed(Secret password) throws SQLException {
    try {
      return password.reveal();
    } catch (RuntimeException e) {
      throw new NoPasswordException(e);
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  @Override
  public Connection getConnection(String name, String word) throws SQLException {
    throw new SQLFeatureNotSupportedException("A connection is made with the user of the settings");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("There is no log writer");
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    throw new SQLFeatureNotSupportedException("There is no log writer");
  }

  /** The pool would like it otherwise, but the limit is fixed. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return (int) CONNECT.toSeconds();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("There is no parent logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("Nothing is wrapped");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
