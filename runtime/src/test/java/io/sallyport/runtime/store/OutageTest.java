// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server that goes away and comes back. */
class OutageTest {

  private static final Duration PATIENCE = Duration.ofMillis(4_500);

  private final Relay relay;
  private final StoreSettings settings;

  OutageTest() throws IOException {
    StoreSettings direct = PostgresForTests.newDatabase();
    relay = new Relay(PostgresForTests.port());
    String name = direct.url().substring(direct.url().lastIndexOf('/') + 1);
    settings = PostgresForTests.settings(relay.port(), name);
  }

  @BeforeEach
  void makeTables() {
    open().close();
  }

  @AfterEach
  void end() throws IOException {
    relay.close();
  }

  @Test
  void aServerThatIsStoppedIsToldAtOnceAndUsedAgainOnceItIsBack() {
    try (Store store = open()) {
      assertThat(store.health().all().rows()).isEmpty();

      relay.cut();
      assertFailsInTime(store);
      assertFailsInTime(store);

      relay.mend();
      assertThat(untilItWorks(store)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aServerThatIsSilentIsGivenUpInTimeAndUsedAgainOnceItIsBack() {
    try (Store store = open()) {
      assertThat(store.health().all().rows()).isEmpty();

      relay.silence();
      assertFailsInTime(store);

      relay.mend();
      assertThat(untilItWorks(store)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aStoreThatCouldNotBeOpenedIsOpenedLater() {
    relay.cut();
    Instant start = Instant.now();
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("PostgreSQL localhost:" + relay.port() + "/test")
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("postgres:");
    assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);

    relay.mend();
    try (Store store = open()) {
      assertThat(store.health().all().rows()).isEmpty();
    }
  }

  private Store open() {
    return Store.open(settings, Path.of("."), InstantSource.system());
  }

  private static void assertFailsInTime(Store store) {
    Instant start = Instant.now();
    assertThatThrownBy(() -> store.health().all())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be reached or does not answer");
    assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
  }

  private static Duration untilItWorks(Store store) {
    Instant start = Instant.now();
    while (true) {
      try {
        store.health().all();
        return Duration.between(start, Instant.now());
      } catch (StoreException e) {
        if (Duration.between(start, Instant.now()).toSeconds() > 20) {
          throw e;
        }
      }
    }
  }
}
