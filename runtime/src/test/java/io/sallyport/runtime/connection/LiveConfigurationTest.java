// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of calls and sessions when one configuration takes the place of another. */
class LiveConfigurationTest {

  private static final String ACME =
      """
      connections:
        - name: acme
          integration: tiny
          parameters: {serverUrl: https://one.example, password: "${file:password}"}
      """;

  @TempDir Path folder;

  private final TinyIntegration tiny =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());
  private final PluginCatalog catalog = PluginCatalog.ofClasspath(tiny);
  private final Egress egress = new Egress();
  private Sessions sessions;
  private LiveConfiguration live;

  @BeforeEach
  void begin() throws IOException {
    Files.writeString(folder.resolve("password"), "canary-password");
    sessions = new Sessions(folder, egress, InstantSource.system());
    live = new LiveConfiguration(read(ACME, Optional.empty()), sessions);
  }

  @AfterEach
  void end() {
    live.close();
    egress.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: acme      | # A comment above.",
        "name: acme      | name: acme, description: Now with words",
        "name: acme      | name: acme, permissions: {commands: [Do It]}",
        "https://one.example | 'https://one.example'",
      })
  void keepsTheSessionOfWhatIsReachedAsBefore(String old, String replacement) throws IOException {
    TinyIntegration.TinySession before = session();

    replace(
        replacement.startsWith("#")
            ? replacement + "\n" + ACME
            : ACME.replace(
                old,
                replacement.contains(", ") ? replacement.replace(", ", "\n    ") : replacement));

    assertThat(session()).isSameAs(before);
    assertThat(before.closed).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://one.example | https://two.example",
        "${file:password}    | ${file:other}",
        "integration: tiny   | 'integration: tiny\n    timeouts: {connect: 1s}'",
        "integration: tiny   | 'integration: tiny\n    tls: {trustCertificates: ca.pem}'",
      })
  void opensAnotherSessionForWhatIsReachedInAnotherWay(String old, String replacement)
      throws IOException {
    Files.writeString(folder.resolve("other"), "canary-other");
    Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
    TinyIntegration.TinySession before = session();

    replace(ACME.replace(old, replacement.replace("\\n", "\n")));

    assertThat(sessions.size()).isZero();
    awaitClosed(before);
  }

  @Test
  void seesAnotherCertificateInTheSameFile() throws IOException {
    String trusting =
        ACME.replace(
            "integration: tiny", "integration: tiny\n    tls: {trustCertificates: ca.pem}");
    Files.writeString(folder.resolve("ca.pem"), "first");
    replace(trusting);
    String first = live.current().find("acme").orElseThrow().identity();
    replace(trusting);
    assertThat(live.current().find("acme").orElseThrow().identity()).isEqualTo(first);

    Files.writeString(folder.resolve("ca.pem"), "second");
    replace(trusting);

    assertThat(live.current().find("acme").orElseThrow().identity()).isNotEqualTo(first);
  }

  @Test
  void letsARunningCallEndOnItsOwnConfiguration() throws IOException {
    LiveConfiguration.Lease running = live.lease();
    TinyIntegration.TinySession before = session();

    replace(ACME.replace("one.example", "two.example"));

    assertThat(running.configuration()).isNotSameAs(live.current());
    sessions.of(running.configuration().find("acme").orElseThrow());
    assertThat(tiny.opened).containsExactly(before);
    assertThat(before.closed).isFalse();

    running.close();

    awaitClosed(before);
  }

  @Test
  void closesWhatIsGoneAndWhatIsNoLongerActive() throws IOException {
    TinyIntegration.TinySession before = session();
    replace(ACME.replace("name: acme", "name: acme\n    active: false"));
    awaitClosed(before);

    replace(ACME);
    TinyIntegration.TinySession again = session();
    replace("connections: []");
    awaitClosed(again);
  }

  @Test
  void keepsTheSecretsOfWhatIsReachedAsBefore() throws IOException {
    ConnectionSecrets before = secrets();

    replace("# Touched.\n" + ACME);
    assertThat(secrets()).isSameAs(before);

    replace(ACME.replace("one.example", "two.example"));
    assertThat(secrets()).isNotSameAs(before);
  }

  /** The same secrets are then checked once more. */
  @Test
  void readsAgainWhatHasBeenLookedUp() throws IOException {
    TinyIntegration.TinySession session = session();
    assertThat(session.connection.password().reveal()).isEqualTo("canary-password");

    replace("# Touched.\n" + ACME);

    assertThat(session()).isSameAs(session);
  }

  @Test
  void readsSettingsWhoseSecretsAreReferences() throws IOException {
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        agents:
          - name: dmz
            type: http
            host: 192.0.2.10
            port: 3128
            username: sallyport
            password: ${file:password}
        """);

    replace(ACME.replace("name: acme", "name: acme\n    agent: dmz"));

    assertThat(live.current().find("acme").orElseThrow().agent()).isPresent();
  }

  @Test
  void warnsInEveryLeaseUntilItIsReplaced() throws IOException {
    live.warn("It is broken.");
    try (LiveConfiguration.Lease lease = live.lease()) {
      assertThat(lease.notice()).contains("It is broken.");
    }
    replace(ACME);
    try (LiveConfiguration.Lease lease = live.lease()) {
      assertThat(lease.notice()).isEmpty();
    }
  }

  private ConnectionSecrets secrets() {
    return live.current().find("acme").orElseThrow().secrets();
  }

  /** The connection's, opened if need be. */
  private TinyIntegration.TinySession session() {
    sessions.of(live.current().find("acme").orElseThrow());
    return tiny.opened.get(tiny.opened.size() - 1);
  }

  private void replace(String connections) throws IOException {
    live.replace(read(connections, Optional.of(live.current())));
  }

  /** Closing happens in the background. */
  private static void awaitClosed(TinyIntegration.TinySession session) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!session.closed) {
      assertThat(System.nanoTime()).as("closed in time").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private Configuration read(String connections, Optional<Configuration> previous)
      throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/acme.yaml"), connections);
    ConfigurationResult result =
        TinyConfiguration.read(folder, catalog, new Redactor(), false, previous);
    assertThat(result.problems()).isEmpty();
    return result.configuration().orElseThrow();
  }
}
