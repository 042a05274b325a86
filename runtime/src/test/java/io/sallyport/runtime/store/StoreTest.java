// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  private static final StoreSettings FILE = WritesUntilKilled.settings();

  @RegisterExtension private final CapturedLog log = new CapturedLog();

  @TempDir private Path folder;

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    Path own = folder.resolve("made");

    open(FILE, own).close();

    assertThat(rights(own)).isEqualTo("rwx------");
    assertThat(rights(own.resolve("kept.mv.db"))).isEqualTo("rw-------");
    try (var files = Files.list(own)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatOthersMayReadIsTakenFromThem() throws IOException {
    open(FILE, folder).close();
    Path file = folder.resolve("kept.mv.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    open(FILE, folder).close();

    assertThat(rights(file)).isEqualTo("rw-------");
  }

  @Test
  void whatIsCommittedOutlivesAKilledProcessWhichMeanwhileHadTheFileForItself() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WritesUntilKilled.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String last = "";
    try (BufferedReader keys = process.inputReader(StandardCharsets.UTF_8)) {
      while (!last.equals("mail 20")) {
        last = String.valueOf(keys.readLine());
      }

      assertThatThrownBy(() -> open(FILE, folder))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(folder.resolve("kept.mv.db") + " cannot be used")
          .hasMessageContaining("another process has it open")
          .hasMessageContaining("stop the other one");

      // Killed by its handle: killed as a process, it could not be heard to the end.
      process.toHandle().destroyForcibly();
      String key = keys.readLine();
      while (key != null) {
        last = key;
        key = keys.readLine();
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();

    try (Store store = open(FILE, folder)) {
      // It may have been killed before it could say so of the very last one.
      assertThat(store.outbox().list(2)).extracting(mail -> mail.mail().key()).contains(last);
    }
  }

  @Test
  void refusesTablesOfANewerVersion() throws SQLException {
    open(FILE, folder).close();
    try (Connection connection = connections(FILE, folder).getConnection()) {
      Jdbi.create(connection)
          .useHandle(
              handle ->
                  handle.execute(
                      """
                      insert into "flyway_schema_history" ("installed_rank", "version",
                        "description", "type", "script", "checksum", "installed_by",
                        "installed_on", "execution_time", "success")
                      select 2, '999', 'later', "type", 'V999__later.sql', 1, "installed_by",
                        "installed_on", 1, true from "flyway_schema_history"
                      where "version" = '1'
                      """));
    }

    assertThatThrownBy(() -> open(FILE, folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a newer version of Sallyport has changed its tables");
  }

  @Test
  void refusesADatabaseOfSomebodyElse() {
    StoreSettings settings = PostgresForTests.newDatabase();
    Jdbi.create(connections(settings, folder))
        .useHandle(handle -> handle.execute("create table customer (id integer)"));

    assertThatThrownBy(() -> open(settings, folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a database or schema of its own");
  }

  @Test
  void aDatabaseThatIsNotThereIsToldByName() {
    StoreSettings settings = PostgresForTests.settings(PostgresForTests.port(), "missing");

    assertThatThrownBy(() -> open(settings, folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/missing cannot be used: the server has no database of this name");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldByName() throws IOException {
    Path file = Files.createFile(folder.resolve("occupied"));

    assertThatThrownBy(() -> open(FILE, file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("occupied")
        .hasMessageContaining("cannot be made");
  }

  @Test
  void thePasswordIsAskedForAnewAndNeverLogged() {
    log.start(Logging.Detail.EVERYTHING, new Redactor());
    AtomicInteger revealed = new AtomicInteger();
    StoreSettings settings = PostgresForTests.newDatabase();
    StoreSettings watched =
        new StoreSettings(
            settings.url(),
            Optional.of("postgres"),
            Optional.of(Secret.live(() -> "hunter2-" + revealed.incrementAndGet())));

    try (Store store = open(watched, folder)) {
      assertThat(store.health().all().rows()).isEmpty();
    }

    assertThat(revealed).hasValueGreaterThan(2);
    assertThat(log.text()).contains("sallyport").doesNotContain("hunter2");
  }

  @Test
  void aPasswordThatCannotBeHadIsToldByItsReference() {
    StoreSettings settings =
        new StoreSettings(
            PostgresForTests.newDatabase().url(),
            Optional.of("postgres"),
            Optional.of(
                Secret.live(
                    () -> {
                      throw new IllegalStateException("${vault:db} has no value.");
                    })));

    assertThatThrownBy(() -> open(settings, folder))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith(
            "cannot be used: its password cannot be had: ${vault:db} has no value.");
  }

  @Test
  void nothingIsWaitedForWithoutALimit() throws SQLException {
    StoreSettings settings = PostgresForTests.newDatabase();
    Connections connections = connections(settings, folder);
    HikariConfig pool = Pool.configuration(DatabaseKind.POSTGRESQL, connections);

    assertThat(pool.getConnectionTimeout()).isBetween(1L, 3_000L);
    assertThat(pool.getValidationTimeout()).isBetween(1L, 1_000L);
    assertThat(pool.getInitializationFailTimeout()).isBetween(1L, 3_000L);
    assertThat(pool.getIdleTimeout()).isBetween(1L, 600_000L);
    assertThat(pool.getKeepaliveTime()).isBetween(1L, 60_000L);
    assertThat(pool.getMaxLifetime()).isBetween(1L, 1_800_000L);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
    assertThat(pool.getLeakDetectionThreshold()).isZero();
    assertThat(connections.getLoginTimeout()).isBetween(1, 3);
    try (Connection connection = connections.getConnection()) {
      assertThat(connection.getNetworkTimeout()).isBetween(1, 4_000);
      for (String limit :
          List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
        assertThat(asked(connection, "select current_setting('" + limit + "') <> '0'"))
            .as(limit)
            .isEqualTo("t");
      }
    }
    try (Connection connection = connections(FILE, folder).getConnection()) {
      assertThat(asked(connection, "select lock_timeout()")).isEqualTo("2000");
    }
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheFileForOthers() {
    try (Store store = open(FILE, folder)) {
      Thread.currentThread().interrupt();
      store.outbox().add(List.of(Mails.mail("1", "1", MailKind.OPENED)));
      assertThat(Thread.interrupted()).isTrue();

      store.outbox().add(List.of(Mails.mail("2", "2", MailKind.OPENED)));

      assertThat(store.outbox().list(1)).extracting(mail -> mail.mail().key()).containsExactly("2");
    }
  }

  private static String asked(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connections connections(StoreSettings settings, Path folder) {
    return Connections.of(Database.of(settings.url(), folder), settings);
  }

  private static Store open(StoreSettings settings, Path folder) {
    return Store.open(settings, folder, InstantSource.system());
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
