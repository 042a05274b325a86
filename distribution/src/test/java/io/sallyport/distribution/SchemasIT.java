// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sallyport.runtime.Folders;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor says of a configuration is what Sallyport says of it. */
class SchemasIT {

  private static final String SETTINGS = "sallyport.schema.json";
  private static final String CONNECTIONS = "connections.schema.json";
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml( \\S+)?\\n(.*?)^```$");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir Path folder;

  private record Document(String name, String label, String text) {

    boolean connections() {
      return text.lines().anyMatch(line -> line.startsWith("connections:"));
    }

    @Override
    public String toString() {
      return name + " " + label;
    }
  }

  static Stream<Document> documents() throws IOException {
    Path root = Installation.repository();
    List<Document> found = new ArrayList<>();
    for (String place : List.of("config", "samples", "docs", "README.md", "CHANGELOG.md")) {
      try (Stream<Path> files = Files.walk(root.resolve(place))) {
        for (Path file : files.filter(SchemasIT::isSource).sorted().toList()) {
          add(root.relativize(file).toString(), Files.readString(file), found);
        }
      }
    }
    return found.stream();
  }

  private static boolean isSource(Path file) {
    String path = file.toString();
    return Files.isRegularFile(file)
        && !path.contains("/target/")
        && (path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".md"));
  }

  private static void add(String name, String text, List<Document> found) {
    if (!name.endsWith(".md")) {
      found.add(new Document(name, "", text));
      return;
    }
    Matcher block = YAML.matcher(text);
    while (block.find()) {
      String label = Optional.ofNullable(block.group(1)).map(String::strip).orElse("");
      found.add(new Document(name, label, block.group(2)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SETTINGS, CONNECTIONS})
  void theShippedSchemaIsWhatTheCommandWrites(String name) throws IOException {
    Installation.Result result =
        Installation.run(Installation.home().resolve("config"), "schema", "--out", folder + "");

    assertThat(result.output().lines())
        .containsExactly(
            folder.resolve(SETTINGS).toString(), folder.resolve(CONNECTIONS).toString());
    assertThat(Installation.repository().resolve("config").resolve(name))
        .as("config/%s: write it anew with ./sallyport schema", name)
        .hasSameTextualContentAs(folder.resolve(name));
  }

  @Test
  void theShippedFilesNameTheirSchema() throws IOException {
    Path shipped = Installation.home().resolve("config");

    assertThat(firstLine(shipped.resolve("sallyport.yaml")))
        .isEqualTo("# yaml-language-server: $schema=sallyport.schema.json");
    assertThat(firstLine(shipped.resolve("connections/proofpoint-demo.yaml")))
        .isEqualTo("# yaml-language-server: $schema=../connections.schema.json");
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readAllLines(file).get(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void bothAgreeOnWhatIsShippedAndDocumented(Document document) throws IOException {
    List<String> editor = schemaErrors(document.connections(), document.text());
    List<String> loader = problems(document.connections(), document.text());

    if (document.label().equals("broken")) {
      assertThat(editor).isNotEmpty();
      assertThat(loader).isNotEmpty();
    } else {
      boolean ofAnotherPlugin =
          loader.stream().anyMatch(problem -> problem.contains("The provider \""));
      assertThat(editor)
          .filteredOn(error -> !(ofAnotherPlugin && error.matches("/vaults(/\\d+/provider)?: .*")))
          .isEmpty();
      assertThat(loader).filteredOn(problem -> !dangling(problem)).isEmpty();
    }
  }

  /** A document shows one file of a folder; what another file declares is not there. */
  private static boolean dangling(String problem) {
    return problem.matches(
            ".*The (site|tenant|agent|user|group|provider) \"[^\"]*\" is unknown\\..*")
        || problem.contains("names no vault")
        || problem.contains("notify needs a mail server")
        || problem.matches(".*vault .* is (unknown|not declared).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "site: [Headquarters]",
        "sites: Headquarters",
        "sites: [Headquarters]",
        "sites: [{name: Headquarters}]",
        "sites: [{kind: internal}]",
        "sites: [{name: Headquarters, kind: external}]",
        "sites: [{name: 5, kind: internal}]",
        "sites: [{name: Headquarters, kind: internal, color: red}]",
        "tenants: North",
        "tenants: [North, 7]",
        "tenants: [North, null]",
        "groups: [soc]",
        "groups: {soc: alice}",
        "users: [{email: alice@example.com}]",
        "users: [{name: alice, mail: alice@example.com}]",
        "agents: [{name: dmz, type: ftp, host: 192.0.2.10, port: 1080}]",
        "agents: [{name: dmz, type: http, host: 192.0.2.10, port: many}]",
        "agents: [{name: dmz, type: http, host: 192.0.2.10, port: 99999999999}]",
        "agents: [{name: dmz, type: http, port: 1080}]",
        "vaults: [{provider: keystore}]",
        "vaults: corp",
        "plugins: {folder: more}",
        "audit: audit.jsonl",
        "audit: {file: [audit.jsonl]}",
        "audit: {path: audit.jsonl}",
        "server: {drain: soon}",
        "server: {drain: 30}",
        "- sites",
      })
  void bothFindWhatIsWrongWithTheSettings(String yaml) throws IOException {
    assertThat(problems(false, yaml)).as("the loader").isNotEmpty();
    assertThat(schemaErrors(false, yaml)).as("the schema").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activ: true",
        "Active: true",
        "active: maybe",
        "active: 1",
        "name: Not A Name",
        "name: 12",
        "name:",
        "integration: proofpoint",
        "integration:",
        "description: [a, b]",
        "tenants: North",
        "permissions:",
        "permissions: alice",
        "permissions: {user: [alice]}",
        "permissions: [{users: alice}]",
        "tls: {verify: perhaps}",
        "tls: {trust: all}",
        "timeouts: {command: 60}",
        "timeouts: {command: 1 minute}",
        "timeouts: {connect: -1s}",
        "timeouts: {read: 5s}",
        "timeouts: 60s",
        "limits: {concurrentRequests: eight}",
        "limits: {concurrentRequests: 1.5}",
        "allowPlainHttp: allowed",
        "parameters:",
        "parameters: {}",
        "parameters: none",
        "parameters: {serverUrl: us1 proofpoint, userName: a@acme.example, password: '${env:A}'}",
        "parameters: {serverUrl: 'https://us1.example.com', userName: a@acme.example}",
        "parameters: {serverUrl: 'https://us1.example.com', username: a@acme.example, password: '${env:A}'}",
        "parameters: {serverUrl: 'https://us1.example.com', userName: 5, password: '${env:A}'}",
        "parameters: {'Server URL': 'https://us1.example.com', userName: a@acme.example, password: '${env:A}'}",
      })
  void bothFindWhatIsWrongWithAConnection(String line) throws IOException {
    String yaml = connection(line);

    assertThat(problems(true, yaml)).as("the loader").isNotEmpty();
    assertThat(schemaErrors(true, yaml)).as("the schema").isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "active: ${env:ACTIVE}",
        "description:",
        "permissions: {allow: [test]}",
        "permissions: [{effects: [READ]}, {commands: [Test Connection]}]",
        "timeouts: {command: PT1M, connect: 500ms}",
        "timeouts:",
        "limits: {concurrentRequests: '${env:LIMIT}'}",
        "tls: {verify: true}",
        "parameters: {serverUrl: '${env:URL}', userName: a@acme.example, password: '${file:b}', apiVersion: v1}",
      })
  void neitherFindsAnythingWrongWithWhatIsRight(String line) throws IOException {
    String yaml = connection(line);

    assertThat(schemaErrors(true, yaml)).isEmpty();
    assertThat(problems(true, yaml))
        .filteredOn(problem -> !problem.contains("is not set in the environment"))
        .isEmpty();
  }

  /** What a schema cannot know: whether something exists, and rules between or within values. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "site: Nowhere",
        "agent: nobody",
        "tenants: [Nowhere]",
        "permissions: {users: [nobody]}",
        "limits: {concurrentRequests: 0}",
        "timeouts: {command: 25h}",
        "shareToInternalSites: true\n    site: Headquarters",
        "parameters: {serverUrl: 'https://us1.example.com', userName: a@acme.example, password: '${nowhere:A}'}",
        "active: true\n    active: true",
        "active: true\n  - {name: acme, integration: proofpoint-essentials,"
            + " parameters: {serverUrl: 'https://us1.example.com', userName: a@acme.example, password: b}}",
      })
  void onlyTheLoaderKnowsTheseFaults(String line) throws IOException {
    assertThat(problems(true, connection(line))).isNotEmpty();
    assertThat(schemaErrors(true, connection(line))).isEmpty();
  }

  /** A right connection with this line in it; a line of the same key gives way. */
  private static String connection(String line) {
    String key = line.split(":", 2)[0];
    String whole = "connections:\n  - {}\n";
    StringBuilder entry = new StringBuilder();
    for (String each :
        List.of(
            "name: acme",
            "integration: proofpoint-essentials",
            "parameters: {serverUrl: 'https://us1.example.com', userName: a@acme.example, password: a-password}")) {
      if (!each.startsWith(key + ":")) {
        entry.append("    ").append(each).append('\n');
      }
    }
    if (!line.isEmpty()) {
      entry.append("    ").append(line).append('\n');
    }
    return whole.replace("  - {}\n", "  - " + entry.substring(4));
  }

  private static List<String> schemaErrors(boolean connections, String yaml) throws IOException {
    JsonNode text =
        JSON.readTree(
            Files.readString(
                Installation.repository()
                    .resolve("config")
                    .resolve(connections ? CONNECTIONS : SETTINGS)));
    Schema schema = REGISTRY.getSchema(text);
    return schema
        .validate(
            YamlAsJson.of(yaml),
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private List<String> problems(boolean connections, String yaml) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(
        folder.resolve(connections ? "connections/test.yaml" : "sallyport.yaml"), yaml);
    try (Sallyport sallyport =
        Sallyport.open(Folders.of(Installation.home(), folder), new Redactor(), false)) {
      return sallyport.configuration().problems().stream().map(Problem::toString).toList();
    }
  }
}
