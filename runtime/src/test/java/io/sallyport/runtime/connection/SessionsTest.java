// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

  /** Framed like a certificate, with none inside. */
  private static final String BROKEN_PEM =
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

  @TempDir Path folder;

  private final Counting integration = new Counting();
  private final Egress egress = new Egress();

  @AfterEach
  void closeEgress() {
    egress.close();
  }

  @Test
  void opensEachConnectionOnceAndOnlyWhenItIsUsed() throws IOException {
    Configuration configuration = read(two());
    try (Sessions sessions = sessions()) {
      assertThat(integration.events).isEmpty();

      assertThat(sessions.of(find(configuration, "one")))
          .isSameAs(sessions.of(find(configuration, "one")));

      assertThat(integration.events).containsExactly("open one");
    }
  }

  @Test
  void closesWhatItOpenedInTheSameOrderAndOnce() throws IOException {
    Configuration configuration = read(two());
    Sessions sessions = sessions();
    sessions.of(find(configuration, "two"));
    sessions.of(find(configuration, "one"));

    sessions.close();
    sessions.close();

    assertThat(integration.events)
        .containsExactly("open two", "open one", "close two", "close one");
  }

  @Test
  void opensAgainWhatCouldNotBeOpenedBefore() throws IOException {
    Configuration configuration =
        read(
            """
            connections:
              - {name: one, integration: counting, parameters: {serverUrl: "${file:url}"}}
            """);
    try (Sessions sessions = sessions()) {
      assertThatThrownBy(() -> sessions.of(find(configuration, "one")))
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.sent()).contains(Sent.NO);
                assertThat(e.text()).startsWith("${file:url} names a file");
              });

      Files.writeString(folder.resolve("url"), "https://one.example\n");
      sessions.of(find(configuration, "one"));

      assertThat(integration.events).containsExactly("open one");
    }
  }

  @Test
  void saysWhichParameterIsNotValidOnceItIsKnownAndNotWhatItHolds() throws IOException {
    Files.writeString(folder.resolve("url"), "canary-no-address");
    Configuration configuration =
        read(
            """
            connections:
              - {name: one, integration: counting, parameters: {serverUrl: "${file:url}"}}
            """);
    try (Sessions sessions = sessions()) {
      assertThatThrownBy(() -> sessions.of(find(configuration, "one")))
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> {
                assertThat(e.text())
                    .isEqualTo("The connection one cannot be used: its parameters are not valid.");
                assertThat(e.details().toString())
                    .contains(
                        "connections/one.yaml:2:64:",
                        "The value for parameter (Server URL) is invalid.")
                    .doesNotContain("canary");
              });
    }
  }

  @Test
  void refusesTrustedCertificatesThatAreNone() throws IOException {
    Files.writeString(folder.resolve("broken.pem"), BROKEN_PEM);
    String broken = one("tls: {trustCertificates: broken.pem}");
    String inline =
        one("tls:\n      trustCertificates: |\n        " + BROKEN_PEM.replace("\n", "\n        "));

    assertThat(unusable(broken)).contains("tls.trustCertificates", "as PEM");
    assertThat(unusable(inline)).contains("tls.trustCertificates", "as PEM");
    assertThat(unusable(one("tls: {trustCertificates: .}"))).contains("cannot be read");
    assertThat(integration.events).isEmpty();
  }

  @Test
  void takesCertificatesFromAFileAndWrittenOut() throws Exception {
    String pem = anyCertificate();
    Files.writeString(folder.resolve("trusted.pem"), pem);
    String inline =
        one("tls:\n      trustCertificates: |\n        " + pem.replace("\n", "\n        "));

    for (String connections : List.of(one("tls: {trustCertificates: trusted.pem}"), inline)) {
      integration.events.clear();
      try (Sessions sessions = sessions()) {
        sessions.of(find(read(connections), "one"));
      }
      assertThat(integration.events).containsExactly("open one", "close one");
    }
  }

  /** The first that the Java runtime trusts; which one does not matter. */
  private static String anyCertificate() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    byte[] octets = manager.getAcceptedIssuers()[0].getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static String one(String more) {
    return """
        connections:
          - name: one
            integration: counting
            parameters: {serverUrl: https://one.example}
        """
        + "    "
        + more
        + "\n";
  }

  private static String two() {
    return """
        connections:
          - {name: one, integration: counting, parameters: {serverUrl: https://one.example}}
          - {name: two, integration: counting, parameters: {serverUrl: https://two.example}}
        """;
  }

  private String unusable(String connections) throws IOException {
    Connection one = find(read(connections), "one");
    try (Sessions sessions = sessions()) {
      List<String> texts = new ArrayList<>();
      assertThatThrownBy(() -> sessions.of(one))
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                texts.add(e.text());
              });
      return texts.get(0);
    }
  }

  private Sessions sessions() {
    return new Sessions(folder, egress, InstantSource.system());
  }

  private static Connection find(Configuration configuration, String name) {
    return configuration.find(name).orElseThrow();
  }

  private Configuration read(String connections) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/one.yaml"), connections);
    ConfigurationResult result =
        new ConfigurationReader(
                folder,
                new Redactor(),
                (name, ownHosts) ->
                    new ConnectionHost(
                        name,
                        InstantSource.system(),
                        egress.outlet(
                            EgressSettings.defaults(name, Set.of("127.0.0.1", "localhost")),
                            Credentials.NONE)),
                false)
            .read(more -> PluginCatalog.ofClasspath(integration));
    assertThat(result.problems()).isEmpty();
    return result.configuration().orElseThrow();
  }

  /** Remembers which sessions were opened and closed. */
  private static final class Counting implements Integration<Address, CountingSession> {

    private final List<String> events = new ArrayList<>();

    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of("counting", "Counting").withOverview("Counts its sessions.");
    }

    @Override
    public Class<Address> connectionType() {
      return Address.class;
    }

    @Override
    public CountingSession connect(Address connection, Host host) {
      host.http(connection.serverUrl());
      events.add("open " + host.connectionName());
      return new CountingSession(events, host.connectionName());
    }

    @Override
    public List<Command<CountingSession, ?>> commands() {
      return List.of(
          Command.of(
              Effect.READ, "Count", "Counts.", (session, run) -> CommandResult.builder().build()));
    }
  }

  record Address(@Param(name = "Server URL", description = "Where it is.") URI serverUrl) {}

  private record CountingSession(List<String> events, String name) implements Session {
    @Override
    public void test(Invocation run) {
      run.log(name);
    }

    @Override
    public void close() {
      events.add("close " + name);
    }
  }
}
