// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {

  @TempDir Path folder;

  private final Redactor redactor = new Redactor();
  private final TinyIntegration tiny =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());

  @Test
  void findsEverythingThatIsWrongAtOnceAndShowsNoSecret() {
    List<String> problems =
        problems(
            """
            connections:
              - name: acme
                integration: tiny
                activ: true
                parameters:
                  serverUrl: not a url
                  serverUrl: https://twice.example
                  password: ${env:SALLYPORT_NO_SUCH_VARIABLE}
                  regoin: canary-in-an-unknown-parameter
              - name: other
                integration: tony
                parameters: {secret: canary-of-an-unknown-integration}
            """,
            true);

    assertThat(problems)
        .containsExactly(
            "4:5: The parameter (activ) is unknown. Did you mean active?",
            "6:18: The value for parameter (Server URL) is invalid. It must be a web address such as https://host.example/path.",
            "7:7: The key \"serverUrl\" is already on line 6: remove one of the two.",
            "8:17: ${env:SALLYPORT_NO_SUCH_VARIABLE} is not set in the environment of this process.",
            "9:7: The parameter (regoin) is unknown. Did you mean region?",
            "11:18: The integration \"tony\" is unknown. Did you mean tiny?");
  }

  @Test
  void anUnsetReferenceBreaksOnlyItsOwnConnectionAndOnlyWhenItIsUsed() {
    ConfigurationResult result =
        read(
            TinyConfiguration.ONE
                + "  - {name: two, integration: tiny, parameters: {serverUrl: \"${env:SALLYPORT_NO_SUCH}\", password: x}}\n");
    Configuration configuration = result.configuration().orElseThrow();

    try (Sessions sessions = new Sessions(folder, new Egress(), InstantSource.system())) {
      assertThat(sessions.of(configuration.find("one").orElseThrow())).isNotNull();
      assertThatThrownBy(() -> sessions.of(configuration.find("two").orElseThrow()))
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.text()).contains("${env:SALLYPORT_NO_SUCH}");
              });
    }
  }

  @Test
  void checksWhatAConnectionRefersTo() throws IOException {
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        sites: [{name: Headquarters, kind: internal}]
        tenants: [North]
        users: [{name: alice}]
        groups: {soc: [alice]}
        agents: [{name: dmz, type: socks5, host: 192.0.2.10, port: 1080}]
        """);

    List<String> problems =
        problems(
            """
            connections:
              - name: one
                integration: tiny
                site: Headquarter
                agent: dmx
                tenants: [Nort]
                permissions: [{users: [alcie], groups: [soc]}, {grups: [x]}]
                parameters: {serverUrl: https://tiny.example, password: "${vautl:x}"}
              - name: two
                integration: tiny
                parameters: {serverUrl: https://tiny.example, password: "${nonsense}"}
              - name: Not A Name
                integration: tiny
                site: Headquarters
                shareToInternalSites: true
                parameters: {serverUrl: https://tiny.example, password: secret-in-plain-text}
            """,
            false);

    assertThat(problems)
        .containsExactly(
            "4:11: The site \"Headquarter\" is unknown. Did you mean Headquarters?",
            "5:12: The agent \"dmx\" is unknown. Did you mean dmz?",
            "6:15: The tenant \"Nort\" is unknown. Did you mean North?",
            "7:28: The user \"alcie\" is unknown. Did you mean alice?",
            "7:53: The parameter (grups) is unknown. Did you mean groups?",
            "8:61: ${vautl:x} names the vault \"vautl\", which is not declared. Known vaults: env, file.",
            "9:5: The configuration has sites, so the connection needs site: NAME or shareToInternalSites: true.",
            "11:61: \"${nonsense}\" is not a reference. It must read ${vault:key}, such as ${env:NAME} or ${file:/run/secrets/name}.",
            "12:5: The connection names a site and is shared to all internal sites. Keep one of the two.",
            "12:11: The name of a connection must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores, and begin with a letter or digit.");
  }

  @Test
  void refusesOneNameInTwoFiles() throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/another.yaml"), TinyConfiguration.ONE);

    assertThat(problems(TinyConfiguration.ONE, false))
        .containsExactly(
            "2:11: The connection one is declared twice; first at "
                + folder.resolve("connections/another.yaml")
                + ":2:11.");
  }

  @Test
  void warnsAboutSecretsInPlainTextAndMasksThem() throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Path file = Files.createFile(folder.resolve("connections/tiny.yaml"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    ConfigurationResult result = read(TinyConfiguration.ONE.replace("canary-password", "short"));

    assertThat(result.warnings())
        .extracting(Problem::message)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("password is a secret in plain text."),
            second -> assertThat(second).startsWith("password is shorter than 6 characters"),
            third ->
                assertThat(third)
                    .contains("tiny.yaml, which holds a secret in plain text, can be read by every")
                    .contains(" (mode 0644): chmod 600 "));
  }

  @Test
  void saysWhatIsWrongWithFilesThatAreNoConfiguration() throws IOException {
    assertThat(problems("", false)).isEmpty();
    assertThat(problems("connections: 1\n", false))
        .containsExactly("1:14: connections must be a list: each entry begins with - name:.");
    assertThat(problems("- a\n", false))
        .containsExactly("1:1: The file must hold keys and values at its top.");
    assertThat(problems("conections: []\n", false))
        .singleElement()
        .asString()
        .contains("holds one key: connections");
    assertThat(problems("connections: [one]\n", false))
        .singleElement()
        .asString()
        .contains("must be a mapping");
    Files.write(folder.resolve("connections/tiny.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(TinyConfiguration.read(folder, tiny, redactor, false).problems())
        .singleElement()
        .asString()
        .endsWith("This file is not text in UTF-8.");
    assertThat(TinyConfiguration.read(folder.resolve("nowhere"), tiny, redactor, false).problems())
        .singleElement()
        .asString()
        .contains("does not exist", "--config");
  }

  @Test
  void givesEachContentARevisionOfItsOwn() {
    String first = read(TinyConfiguration.ONE).configuration().orElseThrow().revision();
    String same = read(TinyConfiguration.ONE).configuration().orElseThrow().revision();
    String other =
        read(TinyConfiguration.ONE + "# changed\n").configuration().orElseThrow().revision();

    assertThat(first).isEqualTo(same).isNotEqualTo(other).matches("[0-9a-f]{12}");
  }

  @Test
  void readsTimeoutsTlsAndWhetherItIsActive() {
    Configuration configuration =
        read(TinyConfiguration.ONE
                + "    active: false\n    timeouts: {command: 2m, connect: 1s}\n    tls: {verify: false}\n")
            .configuration()
            .orElseThrow();
    Connection one = configuration.find("one").orElseThrow();

    assertThat(one.definition().active()).isFalse();
    assertThat(one.commandTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(one.verifiesCertificates()).isFalse();
  }

  @Test
  void refusesTimeoutsThatNobodyMeans() {
    assertThat(
            problems(
                TinyConfiguration.ONE
                    + "    timeouts: {connect: 2d, tls: 0s, command: 999999999999d}\n",
                false))
        .containsExactly(
            "5:25: The value for parameter (connect) is invalid. It must be between 1ms and 1h.",
            "5:34: The value for parameter (tls) is invalid. It must be between 1ms and 1h.",
            "5:47: The value for parameter (command) is invalid. It must be between 1ms and 24h.");
  }

  @Test
  void judgesTheRulesBetweenParametersOnceTheReferencesAreKnown() throws IOException {
    Files.writeString(folder.resolve("password"), "canary-password");
    String connections =
        TinyConfiguration.ONE.replace(
            "password: canary-password", "password: \"${file:password}\", region: mars");

    assertThat(problems(connections, true))
        .containsExactly(
            "4:89: The value for parameter (Region) is invalid. It must be on this planet.");
    assertThat(problems(connections.replace("file:password", "env:SALLYPORT_NO_SUCH"), true))
        .singleElement()
        .asString()
        .contains("${env:SALLYPORT_NO_SUCH} is not set");
  }

  @Test
  void opensASessionOnceAndClosesIt() {
    Connection one =
        read(TinyConfiguration.ONE).configuration().orElseThrow().find("one").orElseThrow();
    Sessions sessions = new Sessions(folder, new Egress(), InstantSource.system());

    assertThat(sessions.of(one)).isSameAs(sessions.of(one));
    sessions.close();
  }

  @Test
  void saysEverythingThatIsWrongWithAnAgent() throws IOException {
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        agents:
          - {name: a, type: http, host: "http://proxy.example", port: 0, username: alice}
          - name: b
            type: socks5
            host: 192.0.2.10
            port: 1080
            noProxy:
              - .corp.example
              - "*.corp.example"
        """);

    assertThat(read(TinyConfiguration.ONE).problems())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactly(
            "sallyport.yaml:2:33: host must be a host name or an IP address, without port and path.",
            "sallyport.yaml:2:63: port must be between 1 and 65535.",
            "sallyport.yaml:2:76: An agent has both username and password, or neither.",
            "sallyport.yaml:9:9: An entry of noProxy is a host (api.example.com), a domain with all"
                + " below it (.example.com) or IPv4 addresses (192.0.2.0/24).");
  }

  @Test
  void saysWhyAConnectionCannotBeUsed() throws IOException {
    Files.writeString(folder.resolve("empty.pem"), "nothing\n");

    assertThat(unusable(TinyConfiguration.ONE.replace("password:", "region: mars, password:")))
        .contains("its parameters are not valid");
    assertThat(unusable(TinyConfiguration.ONE + "    tls: {trustCertificates: empty.pem}\n"))
        .contains("holds no certificate");
    assertThat(unusable(TinyConfiguration.ONE + "    tls: {trustCertificates: missing.pem}\n"))
        .contains("missing.pem cannot be read");
  }

  private String unusable(String connections) {
    ConfigurationResult result = read(connections);
    // A rule of the record itself is found when the file is read.
    if (result.configuration().isEmpty()) {
      assertThat(result.problems())
          .singleElement()
          .asString()
          .contains("It must be on this planet.");
      return "its parameters are not valid";
    }
    try (Sessions sessions = new Sessions(folder, new Egress(), InstantSource.system())) {
      Connection one = result.configuration().orElseThrow().find("one").orElseThrow();
      sessions.of(one);
      throw new AssertionError("the connection can be used");
    } catch (CommandException e) {
      assertThat(e.status()).isEqualTo(503);
      return e.text();
    }
  }

  private ConfigurationResult read(String connections) {
    return TinyConfiguration.read(folder, connections, tiny, redactor, false);
  }

  /** What is wrong, without the path. */
  private List<String> problems(String connections, boolean resolve) {
    ConfigurationResult result =
        TinyConfiguration.read(folder, connections, tiny, redactor, resolve);
    assertThat(result.toString()).doesNotContain("canary");
    assertThat(result.configuration().isPresent()).isEqualTo(result.problems().isEmpty());
    String prefix = folder.resolve("connections/tiny.yaml") + ":";
    return result.problems().stream()
        .map(Problem::toString)
        .map(text -> text.replaceFirst("^\\Q" + prefix + "\\E", ""))
        .toList();
  }
}
