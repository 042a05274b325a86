// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  private static final Path FOLDER = Path.of("/srv/sallyport");

  @Test
  void aRelativeFileIsRelativeToTheFolder() {
    Database database = Database.of("jdbc:h2:file:./data/kept", FOLDER);

    assertThat(database.url()).isEqualTo("jdbc:h2:async:/srv/sallyport/data/kept");
    assertThat(database.file()).contains(Path.of("/srv/sallyport/data/kept.mv.db"));
    assertThat(database.name()).isEqualTo("/srv/sallyport/data/kept.mv.db");
  }

  @Test
  void anAbsoluteFileIsWhereItSays() {
    assertThat(Database.of("jdbc:h2:file:/var/kept", FOLDER).file())
        .contains(Path.of("/var/kept.mv.db"));
  }

  @Test
  void aTildeIsTheHomeOfTheUser() {
    assertThat(Database.of("jdbc:h2:file:~/kept", FOLDER).file())
        .contains(Path.of(System.getProperty("user.home"), "kept.mv.db"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example:5432/sallyport",
        "jdbc:postgresql://db.example:5432/sallyport?sslmode=verify-full&currentSchema=own"
      })
  void namesAServerWithoutWhatFollows(String url) {
    Database database = Database.of(url, FOLDER);

    assertThat(database.name()).isEqualTo("PostgreSQL db.example:5432/sallyport");
    assertThat(database.url()).isEqualTo(url);
    assertThat(database.file()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:mysql://db.example/sallyport",
        "jdbc:h2:tcp://db.example/sallyport",
        "jdbc:h2:./sallyport",
        "jdbc:h2:file:",
        "jdbc:h2:file:./x;INIT=RUNSCRIPT FROM 'http://files.example/x.sql'",
        "jdbc:h2:mem:x;TRACE_LEVEL_FILE=3",
        "jdbc:postgresql://user:hunter2@db.example/sallyport",
        "jdbc:postgresql://db.example/sallyport?user=u&password=hunter2",
        "jdbc:postgresql://db.example/sallyport?socketFactory=hunter2",
        "jdbc:postgresql://db.example/sallyport?sslmode=require&socketTimeout=0",
        "jdbc:postgresql://db.example/sallyport?sslmode",
        "JDBC:POSTGRESQL://db.example/sallyport"
      })
  void refusesAnyOtherUrlWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> Database.of(url, FOLDER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Accepted are jdbc:h2:file:<path> and jdbc:postgresql://")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAFolderThatWouldAddSettings() {
    assertThatThrownBy(() -> Database.of("jdbc:h2:file:./x", Path.of("/srv;INIT=x")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("semicolon");
  }
}
