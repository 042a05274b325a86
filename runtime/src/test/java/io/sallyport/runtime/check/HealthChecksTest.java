// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.Phase;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.StoreException;
import io.sallyport.runtime.store.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthChecksTest {

  private static final String SETTINGS =
      """
      mail: {host: smtp.example.com, from: sallyport@example.com}
      healthDefaults: {interval: 10m, retryInterval: 1m, notify: [soc@example.com, boss@example.com]}
      """;

  private static final String ONE =
      """
      connections:
        - name: one
          integration: tiny
          parameters: {serverUrl: https://tiny.example, password: "${file:password}"}
      """;

  private static CommandException broken() {
    return CommandException.of(500, "Broken");
  }

  @TempDir Path folder;

  private Watched watched() {
    return new Watched(folder, SETTINGS, withPassword(ONE));
  }

  private static String withPassword(String connections) {
    return connections.replace("\"${file:password}\"", "canary-password");
  }

  private static Phase phase(Watched watched) {
    return watched.row("one").health().phase();
  }

  @Test
  void checksWhatIsDueAndSaysWhenItIsAgain() {
    try (Watched watched = watched()) {
      Duration left = watched.checks.check("one");
      assertThat(left).isBetween(Duration.ZERO, Duration.ofMinutes(1));
      assertThat(phase(watched)).isEqualTo(Phase.UNKNOWN);

      watched.passes(left);
      Duration again = watched.checks.check("one");

      assertThat(phase(watched)).isEqualTo(Phase.UP);
      assertThat(again).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(750));
      assertThat(watched.row("one").due()).isEqualTo(watched.now().plus(again));
      assertThat(watched.checks.check("one")).as("not due").isEqualTo(again);
    }
  }

  @Test
  void tellsEachRecipientOnceAtTheNthFailureAndOnceWhenItIsOver() {
    try (Watched watched = watched()) {
      watched.check("one", 1);
      watched.product.breaks(broken());
      watched.check("one", 2);
      assertThat(watched.mails()).isEmpty();
      assertThat(watched.wakes()).isZero();

      watched.check("one", 1);
      assertThat(watched.mails())
          .containsExactly("OPENED soc@example.com", "OPENED boss@example.com");
      assertThat(watched.wakes()).isEqualTo(1);

      watched.product.breaks(CommandException.of(404, "Something else"));
      watched.check("one", 3);
      assertThat(watched.mails()).hasSize(2);

      watched.product.works();
      watched.check("one", 1);
      assertThat(phase(watched)).isEqualTo(Phase.RECOVERING);
      watched.check("one", 1);

      assertThat(phase(watched)).isEqualTo(Phase.UP);
      assertThat(watched.mails())
          .containsExactly(
              "OPENED soc@example.com",
              "OPENED boss@example.com",
              "RECOVERED soc@example.com",
              "RECOVERED boss@example.com");
      assertThat(watched.desk.history("one", 10))
          .extracting(Transition::to)
          .containsExactly(
              Phase.UP, Phase.RECOVERING, Phase.DOWN, Phase.FAILING, Phase.UP, Phase.UNKNOWN);
    }
  }

  @Test
  void theMailHoldsTheThreeLinesTheStagesAndTheCommandToTryByHand() {
    try (Watched watched = watched()) {
      watched.product.breaks(broken().withDetail("Restart it."));
      watched.check("one", 3);

      String text = watched.open().outbox().list(1).get(0).mail().text();

      assertThat(text)
          .contains(
              """
              Test Connection failed. Failed to check the connector.
              Status Code: 500.
              Message: Broken.
              """,
              "Restart it.",
              "sallyport test one",
              "Tiny Product");
    }
  }

  @Test
  void checksSoonerWhileItIsNotCertain() {
    try (Watched watched = watched()) {
      watched.check("one", 1);
      watched.product.breaks(broken());
      watched.check("one", 1);

      assertThat(Duration.between(watched.now(), watched.row("one").due()))
          .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void goodNewsByHandCountsAndBadNewsDoesNot() {
    try (Watched watched = watched()) {
      watched.product.breaks(broken());
      watched.check("one", 3);
      watched.checks.tried(watched.test("one"));
      assertThat(watched.row("one").health().incident().map(Incident::failures)).contains(3);

      watched.product.works();
      watched.checks.tried(watched.test("one"));
      watched.checks.tried(watched.test("one"));
      assertThat(phase(watched)).isEqualTo(Phase.RECOVERING);
      assertThat(watched.row("one").health().successes()).isEqualTo(1);

      watched.check("one", 1);
      assertThat(phase(watched)).isEqualTo(Phase.UP);
    }
  }

  @Test
  void aReloadKeepsTheCountersOfWhatIsReachedAsBefore() {
    try (Watched watched = watched()) {
      watched.product.breaks(broken());
      watched.check("one", 2);
      Health before = watched.row("one").health();

      watched.reload(SETTINGS, withPassword(ONE).replace("tiny\n", "tiny\n    description: new\n"));
      assertThat(watched.row("one").health()).isEqualTo(before);

      watched.reload(SETTINGS, withPassword(ONE).replace("https://tiny", "https://other"));
      assertThat(phase(watched)).isEqualTo(Phase.UNKNOWN);
      assertThat(watched.row("one").health().failures()).isZero();
    }
  }

  @Test
  void whoKnowsOfAnIncidentHearsWhyNobodyWillTellHimItsEnd() {
    try (Watched watched = watched()) {
      watched.product.breaks(broken());
      watched.check("one", 3);

      watched.reload(SETTINGS, "connections: []\n");

      assertThat(phase(watched)).isEqualTo(Phase.DISABLED);
      assertThat(watched.mails()).endsWith("CLOSED soc@example.com", "CLOSED boss@example.com");
      assertThat(watched.open().outbox().list(1).get(0).mail().text())
          .contains("is not in the configuration any more");
      assertThat(watched.checks.check("one")).isPositive();
      assertThat(phase(watched)).isEqualTo(Phase.DISABLED);
    }
  }

  @Test
  void anIntervalThatIsShorterNowTakesEffectAtOnce() {
    try (Watched watched =
        new Watched(folder, SETTINGS.replace("10m", "7d").replace("1m", "7d"), withPassword(ONE))) {
      watched.check("one", 1);
      Instant before = watched.row("one").due();

      watched.reload(SETTINGS, withPassword(ONE));

      assertThat(watched.row("one").due()).isBefore(before);
      assertThat(Duration.between(watched.now(), watched.row("one").due()))
          .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void oneMailTellsTheOperatorsOfAllThatNothingIsHeardOf() {
    String two = withPassword(ONE) + withPassword(ONE).substring(13).replace("one", "two");
    try (Watched watched =
        new Watched(
            folder, SETTINGS.replace("from:", "operators: [ops@example.com], from:"), two)) {
      watched.check("one", 1);
      watched.check("two", 1);
      Instant start = watched.now();
      watched.passes(Duration.ofMinutes(29));
      watched.look(start);
      assertThat(watched.mails()).isEmpty();

      watched.passes(Duration.ofMinutes(2));
      watched.look(watched.now().minusSeconds(60));
      assertThat(watched.mails()).as("not long enough since the start").isEmpty();
      watched.look(start);
      watched.look(start);

      assertThat(watched.mails()).containsExactly("STALE ops@example.com");
      OutboxMail mail = watched.open().outbox().list(1).get(0);
      assertThat(mail.mail().text()).contains("one", "two");
      assertThat(watched.row("one").health().stale()).isTrue();

      watched.check("one", 1);
      assertThat(watched.row("one").health().stale()).isFalse();
    }
  }

  @Test
  void aMuteIsKeptAndItsEndIsMadeUpFor() {
    try (Watched watched = watched()) {
      watched.desk.mute("one", Duration.ofHours(1), "alice", "new firewall");
      watched.product.breaks(broken());
      watched.check("one", 5);
      assertThat(phase(watched)).isEqualTo(Phase.DOWN);
      assertThat(watched.mails()).isEmpty();
      assertThat(watched.row("one").health().mute().orElseThrow().reason())
          .isEqualTo("new firewall");

      watched.passes(Duration.ofHours(1));
      watched.check("one", 1);

      assertThat(watched.mails()).hasSize(2).allMatch(mail -> mail.startsWith("OPENED"));
      assertThat(watched.desk.unmute("one")).isFalse();
    }
  }

  @Test
  void withoutAStoreNothingIsCheckedAndNothingIsLost() {
    try (Watched watched = watched()) {
      watched.open().close();

      assertThat(watched.checks.check("one")).isEqualTo(KeptStore.AGAIN);
      assertThat(watched.store.trouble()).isPresent();
      assertThatThrownBy(watched.desk::overview).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aConnectionThatIsNotWatchedIsNotChecked() {
    try (Watched watched = watched()) {
      assertThat(watched.checks.check("unknown")).isEqualTo(KeptStore.AGAIN);
      assertThat(watched.desk.isWatched("unknown")).isFalse();
      assertThat(watched.desk.overview().standings()).hasSize(1);
    }
  }

  @Test
  void aCheckIsNoCommandOfAnybody() {
    try (Watched watched = watched()) {
      watched.check("one", 1);

      assertThat(watched.audited())
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.toString()).contains("health check", "sallyport"));
    }
  }
}
