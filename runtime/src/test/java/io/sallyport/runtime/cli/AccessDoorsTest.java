// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.plugin.TestPlugin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each door of the command line asks. Alice of Headquarters sees {@code mail-hq} (and may only read
 * there), {@code mail-all} (shared) and {@code mail-old} (inactive), and knows nothing of the
 * {@code mail-branch} of another site, nor of the product behind it.
 */
class AccessDoorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HIDDEN =
      "  - {name: mail-branch, integration: secretive, site: Branch Office}\n";
  private static final String CONNECTIONS =
      """
      connections:
        - name: mail-hq
          integration: product
          site: Headquarters
          description: "Mail of Headquarters\\e[31m and more words than a narrow table has room for"
          tenants: [North]
          permissions: {users: [alice], effects: [READ]}
          parameters: {userName: admin, password: "${file:password}", token: canary-in-plain-text}
        - {name: mail-all, integration: product, shareToInternalSites: true, recipientSite: Headquarters, permissions: {groups: [soc]}, parameters: {userName: x, password: "${file:password}"}}
        - {name: mail-old, integration: product, site: Headquarters, agent: dmz, active: false, parameters: {userName: x, password: "${file:password}"}}
      """;

  @TempDir static Path home;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @BeforeAll
  static void install() throws IOException {
    plugin(
        "Product",
        "product",
        param("User Name", "String userName")
            + ", "
            + param("Password", "Optional<Secret> password")
            + ", "
            + param("Token", "Optional<Secret> token"));
    plugin("Secretive", "secretive", "");
    Files.createDirectories(home.resolve("config/connections"));
    Files.writeString(
        home.resolve("config/sallyport.yaml"),
        """
        sites: [{name: Headquarters, kind: internal}, {name: Branch Office, kind: internal}]
        tenants: [North]
        users:
          - {name: alice, site: Headquarters}
          - {name: bob}
        groups: {soc: [bob]}
        agents: [{name: dmz, type: socks5, host: 192.0.2.10, port: 1080}]
        """);
    Files.writeString(home.resolve("config/password"), "canary-in-a-file");
    connections(CONNECTIONS + HIDDEN);
  }

  @Test
  void runAsks() {
    assertThat(run("run", "Look", "-c", "mail-hq", "--as", "alice"))
        .as(() -> answers() + messages())
        .isZero();
    assertThat(run("run", "Wipe", "-c", "mail-hq", "--as", "alice")).isEqualTo(4);
    assertThat(answers())
        .contains(
            "Status Code: 403.",
            "alice may not run Wipe (DESTRUCTIVE) through mail-hq: its permissions (",
            "mail.yaml:7:18) give this user only effects: READ. Whoever edits ");
    assertThat(run("run", "Look", "-c", "mail-all", "--as", "alice")).isEqualTo(4);
    assertThat(answers())
        .contains(
            "alice may not use mail-all: its permissions (",
            "name neither this user nor a group of this user's.");
    assertThat(run("run", "Look", "-c", "mail-all", "--as", "bob", "--site", "Branch Office"))
        .isZero();
    assertThat(run("run", "Look", "-c", "mail-old")).isEqualTo(4);
    assertThat(answers()).contains("The connection mail-old is inactive.");
    assertThat(run("run", "Wipe", "-c", "mail-hq")).isZero();
  }

  @Test
  void testAsks() {
    assertThat(run("test", "mail-hq", "--as", "alice")).isZero();
    assertThat(run("test", "mail-all", "--as", "alice")).isEqualTo(4);
    assertThat(answers()).contains("Status Code: 403.");
    assertThat(run("test", "mail-branch", "--site", "Headquarters")).isEqualTo(4);
    assertThat(answers()).contains("The connection mail-branch is unknown.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections",
        "run Look -c mail-hq",
        "test mail-hq",
        "describe",
        "access",
        "connections x"
      })
  void everyDoorRefusesWhoCannotActAndSaysWhatIsMeant(String door) {
    refuses(door + " --as alcie", "The user alcie is unknown. Did you mean alice?");
    refuses(door + " --site Headquartres", "The site Headquartres is unknown. Did you mean");
    refuses(
        door + " --as bob", "The user bob belongs to no site and must name the one to act from.");
    String[] other = (door + " --as alice --site").split(" ");
    assertThat(run(append(other, "Branch Office"))).isEqualTo(4);
    assertThat(answers() + messages())
        .contains("The user alice may act only from Headquarters, the site that");
  }

  @Test
  void connectionsListsOnlyWhatTheCallerMaySee() throws IOException {
    assertThat(run("connections", "--as", "alice")).isZero();
    assertThat(answers().lines().map(line -> line.replaceAll(" .*", "")))
        .containsExactly("CONNECTION", "mail-hq", "mail-all", "mail-old");
    assertThat(answers().lines())
        .allMatch(line -> line.length() <= 132)
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(run("connections")).isZero();
    assertThat(answers()).contains("mail-branch");
    assertThat(run("connections", "--as", "alice", "-o", "json")).isZero();
    assertThat(JSON.readTree(answers()).findValuesAsText("name"))
        .containsExactly("mail-hq", "mail-all", "mail-old");
  }

  @Test
  void connectionsShowsOneInTheOrderOfTheFormWithoutItsSecrets() throws IOException {
    assertThat(run("connections", "mail-hq", "--as", "alice")).isZero();
    assertThat(answers().lines().map(line -> line.replaceAll(":.*", "")))
        .containsExactly(
            "Connection Name",
            "Integration",
            "Site",
            "Description",
            "Tenant",
            "Configure User Permissions",
            "Active",
            "",
            "System",
            "  1. User Name",
            "  2. Password",
            "  3. Token");
    assertThat(answers())
        .contains("Password: ${file:password}", "Token: ******", "Tenant: North\n", "Active: yes")
        .doesNotContain("canary", "\u001b");
    assertThat(run("connections", "mail-hq", "-o", "json")).isZero();
    JsonNode sheet = JSON.readTree(answers());
    assertThat(sheet.path("parameters").path("token").asText()).isEqualTo("******");
    assertThat(sheet.path("permissions").path("users").path(0).asText()).isEqualTo("alice");
    assertThat(run("connections", "mail-old")).isZero();
    assertThat(answers()).contains("Site: Headquarters\nAgent Name: dmz\nActive: no\n");
    assertThat(run("connections", "mail-all")).isZero();
    assertThat(answers())
        .contains(
            "Share to Internal Sites: yes\nRecipient site for events from connections Shared to Internal Sites: Headquarters\n");
  }

  @Test
  void describeTellsOnlyOfWhatTheCallerMayUse() {
    assertThat(run("describe", "--as", "alice")).isZero();
    assertThat(answers()).contains("(product)", "Look").doesNotContain("Wipe", "secretive");
    assertThat(run("describe", "secretive", "--as", "alice")).isEqualTo(4);
    String hidden = messages();
    assertThat(run("describe", "nonsensical", "--as", "alice")).isEqualTo(4);
    assertThat(messages()).isEqualTo(hidden.replace("secretive", "nonsensical"));
    assertThat(run("describe")).isZero();
    assertThat(answers()).contains("(secretive)", "Wipe");
  }

  @Test
  void accessTellsTheOperatorWhatAndWhyNot() throws IOException {
    assertThat(run("access", "--as", "alice")).isZero();
    assertThat(answers())
        .contains(
            "mail-hq\n  may run: Look, Test Connection\n  denied by permissions: Wipe\n",
            "mail-all\n  denied by permissions: everything\n",
            "mail-old\n  denied by active: everything\n",
            "mail-branch\n  denied by site: everything\n",
            "alice may not use mail-branch: it belongs to the site Branch Office, and Headquarters is another.");
    assertThat(run("access", "--as", "alice", "-c", "mail-branch", "--output", "json")).isZero();
    JsonNode branch = JSON.readTree(answers()).path("connections").path(0);
    assertThat(branch.path("visible").asBoolean()).isFalse();
    assertThat(branch.path("denied").path(0).path("rule").asText()).isEqualTo("site");
    assertThat(run("access")).isZero();
    assertThat(answers()).contains("mail-branch\n  may run: everything\n");
  }

  /** Whatever is asked of a hidden connection, the answer is that of a folder without it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run Look -c mail-branch",
        "run Look -c mail-brunch",
        "run Look -c zzz",
        "run NoSuchCommand -c mail-branch",
        "run Look -c mail-branch -i x=1",
        "test mail-branch",
        "connections mail-branch",
        "connections mail-brunch",
        "connections",
        "connections -o json",
        "describe",
        "describe secretive",
      })
  void aHiddenConnectionIsAsIfItWereNotThere(String door) throws IOException {
    for (String caller : List.of("--as alice", "--site Headquarters")) {
      List<String> with = everythingSaid(door + " " + caller);
      connections(CONNECTIONS);
      List<String> without = everythingSaid(door + " " + caller);
      connections(CONNECTIONS + HIDDEN);

      assertThat(with).isEqualTo(without);
      assertThat(without).hasSize(3);
    }
  }

  /** Exit code, answer and messages; a report without what differs from call to call. */
  private List<String> everythingSaid(String arguments) throws IOException {
    boolean report = arguments.startsWith("run") || arguments.startsWith("test");
    int exit = run((arguments + (report ? " --output json" : "")).split(" "));
    String answer = answers();
    if (report) {
      ObjectNode json = (ObjectNode) JSON.readTree(answer);
      json.remove(List.of("invocation", "revision", "startedAt", "durationMs"));
      answer = json.toPrettyString();
      assertThat(json.path("error").path("statusCode").asInt()).isEqualTo(404);
    }
    return List.of(String.valueOf(exit), answer, messages());
  }

  private void refuses(String arguments, String reason) {
    assertThat(run(arguments.split(" "))).isEqualTo(4);
    assertThat(answers() + messages()).contains(reason).doesNotContain("mail-branch");
  }

  private static String[] append(String[] arguments, String last) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  private static void plugin(String name, String id, String settings) {
    String command =
        "Command.of(Effect.%s, \"%s\", \"Does it.\", (Live session, Invocation run) -> CommandResult.builder().build())";
    TestPlugin.withIntegration(
            name,
            id,
            Map.of(
                "settings",
                settings,
                "commands",
                "return List.of("
                    + command.formatted("READ", "Look")
                    + ", "
                    + command.formatted("DESTRUCTIVE", "Wipe")
                    + ");"))
        .writeTo(home.resolve("plugins/" + id + ".jar"));
  }

  private static String param(String name, String component) {
    return "@Param(name = \"%s\", description = \"It is needed.\") %s".formatted(name, component);
  }

  private static void connections(String text) throws IOException {
    Files.writeString(home.resolve("config/connections/mail.yaml"), text);
  }

  private int run(String... arguments) {
    answers.reset();
    messages.reset();
    return CommandLineInterface.run(
        new Surroundings(
            home,
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(answers, true, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            false),
        arguments);
  }

  private String answers() {
    return answers.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
