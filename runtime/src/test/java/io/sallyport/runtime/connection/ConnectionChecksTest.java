// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that have parts, and records that have faults of their own. */
class ConnectionChecksTest {

  @RegisterExtension final CapturedLog log = new CapturedLog();
  @TempDir Path folder;

  private final Egress egress = new Egress();

  @AfterEach
  void closeEgress() {
    egress.close();
  }

  @Test
  void looksUpReferencesWhereverTheyStand() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - name: one
                integration: deep
                parameters:
                  names: [plain, "${env:SALLYPORT_NO_SUCH_NAME}"]
                  tokens: ["${env:SALLYPORT_NO_SUCH_TOKEN}"]
                  login: {user: "${env:SALLYPORT_NO_SUCH_USER}", password: "${vautl:x}"}
            """,
            true);

    assertThat(problems(result))
        .containsExactly(
            "5:22: ${env:SALLYPORT_NO_SUCH_NAME} is not set in the environment of this process.",
            "6:16: ${env:SALLYPORT_NO_SUCH_TOKEN} is not set in the environment of this process.",
            "7:21: ${env:SALLYPORT_NO_SUCH_USER} is not set in the environment of this process.",
            "7:64: ${vautl:x} names the vault \"vautl\", which is not declared. Known vaults: env,"
                + " file.");
  }

  @Test
  void findsMalformedReferencesWhereverTheyStandWithoutAskingAVault() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - name: one
                integration: deep
                parameters:
                  tokens: ["${nonsense}", "${env:SALLYPORT_NO_SUCH_TOKEN}"]
            """,
            false);

    assertThat(problems(result))
        .singleElement()
        .asString()
        .startsWith("5:16: \"${nonsense}\" is not a reference.");
  }

  @Test
  void warnsAboutPlainSecretsWhereverTheyStand() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - name: one
                integration: deep
                parameters:
                  tokens: [canary-token]
                  login: {user: alice, password: tiny}
            """,
            false);

    assertThat(result.problems()).isEmpty();
    assertThat(result.warnings())
        .extracting(Problem::message)
        .filteredOn(message -> !message.contains("(mode 0"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("tokens is a secret in plain text."),
            second -> assertThat(second).startsWith("password is a secret in plain text."),
            third -> assertThat(third).startsWith("password is shorter than 6 characters"));
    assertThat(result.warnings().toString()).doesNotContain("canary").doesNotContain("tiny");
  }

  @Test
  void warnsAboutShortSecretsBehindReferencesWhenTheyAreLookedUp() throws IOException {
    Files.writeString(folder.resolve("tiny"), "tiny");
    Files.writeString(folder.resolve("long"), "long-enough");
    ConfigurationResult result = read(SHORT, true);

    assertThat(result.problems()).isEmpty();
    assertThat(result.warnings())
        .extracting(Problem::message)
        .filteredOn(message -> !message.contains("(mode 0"))
        .containsExactly(
            "tokens of the connection one is shorter than 6 characters, too short to be masked"
                + " where a product echoes it.",
            "password of the connection one is shorter than 6 characters, too short to be masked"
                + " where a product echoes it.");
  }

  @Test
  void warnsAboutShortSecretsBehindReferencesWhenTheyAreFirstUsed() throws IOException {
    Files.writeString(folder.resolve("tiny"), "tiny");
    Files.writeString(folder.resolve("long"), "long-enough");
    log.start(Logging.Detail.WARNINGS, new Redactor());

    ConfigurationResult result = read(SHORT, false);
    assertThat(result.warnings())
        .extracting(Problem::message)
        .allMatch(message -> message.contains("(mode 0"));
    Connection one = result.configuration().orElseThrow().find("one").orElseThrow();
    assertThat(log.text()).isEmpty();
    assertThat(one.secrets().secret("${file:tiny}").reveal()).isEqualTo("tiny");
    assertThat(one.secrets().secret("${file:long}").reveal()).isEqualTo("long-enough");

    assertThat(log.lines())
        .hasSize(2)
        .anyMatch(line -> line.contains(": tokens of the connection one is shorter than 6"))
        .anyMatch(line -> line.contains(": password of the connection one is shorter than 6"));
  }

  private static final String SHORT =
      """
      connections:
        - name: one
          integration: deep
          parameters:
            names: ["${file:tiny}"]
            tokens: ["${file:long}", "${file:tiny}"]
            login: {user: "${file:tiny}", password: "${file:tiny}"}
      """;

  @Test
  void reportsARecordThatFailsInItsOwnCodeAndReadsOn() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - {name: one, integration: deep, parameters: {names: [canary-fault]}}
              - {name: two, integration: deep, parameters: {nmaes: [x]}}
            """,
            true);

    assertThat(problems(result))
        .containsExactly(
            "2:48: The plugin of the integration deep failed on these parameters:"
                + " java.lang.IllegalStateException. This is a fault of the plugin.",
            "3:49: The parameter (nmaes) is unknown. Did you mean names?");
  }

  @Test
  void doesNotWarnAboutASecretThatIsNotGiven() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - {name: one, integration: deep, parameters: {tokens: }}
            """,
            true);

    assertThat(result.problems()).isEmpty();
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void leavesWhatStandsWithinJsonToTheProduct() throws IOException {
    ConfigurationResult result =
        read(
            """
            connections:
              - {name: one, integration: deep, parameters: {template: {text: "${not:ours}", more: ["${x}"]}}}
            """,
            true);

    assertThat(result.problems()).isEmpty();
  }

  @Test
  void usesReferencesThatStandInLists() throws IOException {
    Files.writeString(folder.resolve("name"), "from-a-file\n");
    ConfigurationResult result =
        read(
            """
            connections:
              - {name: one, integration: deep, parameters: {names: ["${file:name}"]}}
            """,
            true);

    assertThat(result.problems()).isEmpty();
    try (Sessions sessions = new Sessions(folder, egress, InstantSource.system())) {
      Connection one = result.configuration().orElseThrow().find("one").orElseThrow();
      sessions.of(one);
    }
    assertThat(deep.connected).containsExactly("from-a-file");
  }

  private final Deep deep = new Deep();

  private ConfigurationResult read(String connections, boolean resolve) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/one.yaml"), connections);
    return new ConfigurationReader(
            folder,
            new Redactor(),
            (name, ownHosts) ->
                new ConnectionHost(
                    name,
                    InstantSource.system(),
                    egress.outlet(
                        EgressSettings.defaults(name, Set.of("127.0.0.1", "localhost")),
                        Credentials.NONE)),
            resolve)
        .read(more -> PluginCatalog.ofClasspath(deep));
  }

  /** What is wrong, without the path. */
  private List<String> problems(ConfigurationResult result) {
    assertThat(result.toString()).doesNotContain("canary");
    String prefix = folder.resolve("connections/one.yaml") + ":";
    return result.problems().stream()
        .map(Problem::toString)
        .map(text -> text.startsWith(prefix) ? text.substring(prefix.length()) : text)
        .toList();
  }

  record Parameters(
      @Param(name = "Names", description = "Who.") Optional<List<String>> names,
      @Param(name = "Tokens", description = "Secrets.") Optional<List<Secret>> tokens,
      @Param(name = "Login", description = "Who asks.") Optional<Login> login,
      @Param(name = "Template", description = "Any JSON.") Optional<JsonNode> template) {
    Parameters {
      if (names.orElse(List.of()).contains("canary-fault")) {
        throw new IllegalStateException("a fault of the author: " + names);
      }
    }
  }

  record Login(
      @Param(name = "User", description = "Who.") String user,
      @Param(name = "Password", description = "A secret.") Secret password) {}

  private static final class Deep implements Integration<Parameters, DeepSession> {

    private List<String> connected = List.of();

    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of("deep", "Deep").withOverview("Has parameters with parts.");
    }

    @Override
    public Class<Parameters> connectionType() {
      return Parameters.class;
    }

    @Override
    public DeepSession connect(Parameters connection, Host host) {
      connected = connection.names().orElse(List.of());
      return new DeepSession();
    }

    @Override
    public List<Command<DeepSession, ?>> commands() {
      return List.of(
          Command.of(
              Effect.READ, "Look", "Looks.", (session, run) -> CommandResult.builder().build()));
    }
  }

  private static final class DeepSession implements Session {
    @Override
    public void test(Invocation run) {
      run.log("well");
    }
  }
}
