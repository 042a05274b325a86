// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TestProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs a password that occurs nowhere else through every command, right and wrong, with everything
 * logged, and looks for it.
 */
class CanaryIT {

  /** Each form of it differs: as it is, URL-encoded, JSON-escaped, in base64. */
  private static final String CANARY = "k7#Canary \"+/=\\ & 9fQz";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("Test Connection"),
          List.of("Get All Organization Domains"),
          List.of("Get Organization Sender Lists"),
          List.of("Get Group Sender Lists", "-i", "Group ID=12345"),
          List.of("Get Group Sender Lists", "-i", "Group ID=abc"),
          List.of("Add Organization Sender Lists", "-i", "Safe List Items=a@good.example"),
          List.of("Add Group Sender Lists", "-i", "Group ID=12345"),
          List.of(
              "Delete Organization Sender Lists", "-i", "Safe List Items to Delete=a@good.example"),
          List.of(
              "Delete Group Sender Lists",
              "-i",
              "Group ID=99",
              "-i",
              "Safe List Items to Delete=a@good.example"));

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @Test
  void isFoundNowhereWhenItIsTheRightPassword() {
    expectCanary();
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, CANARY, "wrong");

    List<String> printed = everyCommand(configuration, "right");

    assertThat(product.simulator().journal()).anyMatch(entry -> entry.status() == 200);
    assertThat(product.simulator().journal()).noneMatch(entry -> entry.status() == 401);
    assertNoCanary(printed);
  }

  @Test
  void isFoundNowhereWhenItIsTheWrongPassword() {
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, "right", CANARY);

    List<String> printed = everyCommand(configuration, "wrong");

    assertThat(product.simulator().journal()).anyMatch(entry -> entry.status() == 401);
    assertNoCanary(printed);
  }

  /** Each on a read and on a write, so that every way of failing has said what it has to say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "silent",
        "reset-after",
        "truncated",
        "bad-gateway",
        "throttle 3600",
        "redirect https://elsewhere.example/"
      })
  void isFoundNowhereWhenTheWireMisbehaves(String fault) {
    expectCanary();
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, CANARY, "wrong");
    product.simulator().faults().add(FaultRule.parse(fault));
    List<String> printed = new ArrayList<>();
    for (List<String> command : List.of(COMMANDS.get(0), COMMANDS.get(5))) {
      List<String> arguments = new ArrayList<>(List.of("run"));
      arguments.addAll(command);
      arguments.addAll(List.of("-c", "right", "-v", "-v", "--output", "json", "--timeout", "3s"));
      printed.add(Installation.run(configuration, arguments.toArray(String[]::new)).all());
    }

    assertThat(printed.get(0)).contains("\"returnData\" : \"Failed\"", " DEBUG ");
    assertNoCanary(printed);
  }

  /** From a file: what an admin puts into the environment is in the environment. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void isFoundInNoProcessListWhileACommandRuns() throws Exception {
    expectCanary();
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, "unused", CANARY);
    product.simulator().faults().add(FaultRule.parse("silent"));
    Process process =
        Installation.start(configuration, Map.of(), "test", "wrong", "--timeout", "60s");
    try {
      await(() -> !product.simulator().journal().isEmpty());
      List<String> seen = processList(process);

      assertThat(seen).anyMatch(text -> text.contains("sallyport"));
      assertNoCanary(seen);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isFoundNowhereAroundAServer() throws Exception {
    expectCanary();
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, "unused", CANARY);
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("sallyport@example.com", "sallyport", CANARY);
    mail.start();
    Files.writeString(
        configuration.resolve("sallyport.yaml"),
        """
        mail: {host: 127.0.0.1, port: %d, security: none, username: sallyport, password: "${file:wrong-password}", from: sallyport@example.com}
        healthDefaults: {interval: 1s, afterFailures: 1, notify: [soc@example.com]}
        """
            .formatted(mail.getSmtp().getPort()));
    Path log = folder.resolve("serve.log");
    Process server =
        Installation.builder(configuration, Map.of(), "serve", "-v", "-v")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await(() -> Files.exists(configuration.resolve("data/control.sock")));
      List<String> seen = new ArrayList<>();
      seen.add(Installation.run(configuration, "test", "wrong").all());
      await(() -> mail.getReceivedMessages().length > 0);
      seen.add(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]));
      seen.add(
          Installation.run(configuration, "mail", "test", "--to", "ops@example.com", "-v", "-v")
              .all());
      assertThat(seen.get(2)).contains("Mail accepted: 250");
      for (String command : List.of("health", "outbox")) {
        seen.add(Installation.run(configuration, command, "--output", "json").all());
      }
      seen.add(
          Files.readString(
              configuration.resolve("data/sallyport.mv.db"), StandardCharsets.ISO_8859_1));
      Path connections = configuration.resolve("connections/proofpoint.yaml");
      Files.writeString(connections, Files.readString(connections) + "  - {name: broken}\n");
      seen.add(Installation.run(configuration, "reload").all());
      seen.add(Installation.run(configuration, "status").all());
      seen.addAll(processList(server));
      seen.add(Files.readString(log));
      seen.add(Files.readString(configuration.resolve("data/audit.jsonl")));

      assertThat(seen.get(0)).contains("Test Connection Passed");
      assertNoCanary(seen);
    } finally {
      server.destroyForcibly();
      mail.stop();
    }
  }

  /** What everybody on this machine, or its administrator, can see of the process. */
  private static List<String> processList(Process process) throws IOException {
    List<String> seen = new ArrayList<>();
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      Path about = Path.of("/proc", String.valueOf(each.pid()));
      for (String file : List.of("cmdline", "environ")) {
        seen.add(new String(Files.readAllBytes(about.resolve(file)), StandardCharsets.ISO_8859_1));
      }
    }
    return seen;
  }

  @Test
  void isFoundNowhereWhenTheProductEchoesIt() throws IOException {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> received = new ArrayList<>();
    echo.createContext(
        "/",
        exchange -> {
          String password =
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Password")).orElse("");
          received.add(password);
          String body =
              "{\"message\":\""
                  + json(password)
                  + " "
                  + url(password)
                  + " "
                  + base64("admin:" + password)
                  + "\",\""
                  + json(password)
                  + "\":[\""
                  + json(password)
                  + "\"]}";
          byte[] octets = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("X-Echo", base64(password));
          exchange.sendResponseHeaders(500, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    echo.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + echo.getAddress().getPort());
      Path configuration =
          Installation.configuration(folder, address, Product.USER, CANARY, "wrong");

      List<String> printed = everyCommand(configuration, "right");

      assertThat(received).contains(CANARY);
      assertThat(printed).anyMatch(text -> text.contains("******"));
      assertNoCanary(printed);
    } finally {
      echo.stop(0);
    }
  }

  /** Of an agent, right and wrong, through each kind; and in what its refusals say. */
  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void isFoundNowhereWhenItIsTheAgentsPassword(String type) throws IOException {
    TestProxy.Kind kind = TestProxy.Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT));
    try (TestProxy right = TestProxy.start(kind, new TestProxy.Login("sallyport", CANARY));
        TestProxy other = TestProxy.start(kind, new TestProxy.Login("sallyport", "another"))) {
      Path configuration = throughAgents(type, right.port(), other.port());

      List<String> printed = new ArrayList<>();
      for (String connection : List.of("right", "wrong")) {
        printed.add(everything(configuration, "test", connection, "--output", "json"));
        printed.add(everything(configuration, "connections", connection));
      }
      right.mood(TestProxy.Mood.RUBBISH);
      printed.add(everything(configuration, "test", "right"));

      assertThat(right.targets()).as("the right password lets in").isNotEmpty();
      assertThat(printed).anyMatch(text -> text.contains("refuses its user name or password"));
      assertNoCanary(printed);
    }
  }

  private Path throughAgents(String type, int right, int wrong) throws IOException {
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, Product.PASSWORD, "unused");
    Files.writeString(folder.resolve("agent"), CANARY);
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        agents:
          - {name: a, type: %1$s, host: 127.0.0.1, port: %2$d, username: sallyport, password: "${file:agent}"}
          - {name: b, type: %1$s, host: 127.0.0.1, port: %3$d, username: sallyport, password: "${file:agent}"}
        """
            .formatted(type, right, wrong));
    Path connections = folder.resolve("connections/proofpoint.yaml");
    Files.writeString(
        connections,
        Files.readString(connections)
            .replace("- name: right", "- name: right\n    agent: a")
            .replace("- name: wrong", "- name: wrong\n    agent: b"));
    return configuration;
  }

  /** In the keystore's password, in what is kept there, and in the header of a REST vault. */
  @Test
  void isFoundNowhereWhenItIsAVaultsSecret() throws Exception {
    HttpServer vault =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> received = new ArrayList<>();
    vault.createContext(
        "/",
        exchange -> {
          String token =
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Vault-Token"))
                  .orElse("");
          received.add(token);
          byte[] echo =
              ("{\"errors\":[\"no " + json(token) + "\"]}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(403, echo.length);
          exchange.getResponseBody().write(echo);
          exchange.close();
        });
    vault.start();
    try {
      Path configuration = withVaults(vault.getAddress().getPort());
      List<String> printed = new ArrayList<>();
      printed.add(
          everything(configuration, "secret", "set", "k", "--vault", "own", "--from-file", kept()));
      printed.add(everything(configuration, "secret", "list", "--vault", "own"));
      printed.add(everything(configuration, "validate"));
      for (String connection : List.of("right", "wrong")) {
        printed.add(everything(configuration, "test", connection, "--output", "json"));
      }
      // As it is said when it is wrong, and when the keystore is damaged.
      Files.writeString(folder.resolve("store-password"), CANARY + "2");
      printed.add(everything(configuration, "test", "right"));
      Files.writeString(folder.resolve("own.p12"), CANARY);
      printed.add(everything(configuration, "test", "right"));
      printed.add(Files.readString(folder.resolve("data/audit.jsonl")));

      assertThat(received).contains(CANARY);
      assertThat(printed).anyMatch(text -> text.contains("own.p12"));
      assertNoCanary(printed);
    } finally {
      vault.stop(0);
    }
  }

  private String kept() throws IOException {
    return Files.writeString(folder.resolve("kept"), CANARY).toString();
  }

  private Path withVaults(int port) throws IOException {
    Path configuration =
        Installation.configuration(
            folder, product.simulator().uri(), Product.USER, "unused", "unused");
    Files.writeString(folder.resolve("store-password"), CANARY);
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        plugins: ["%s"]
        vaults:
          - {name: own, provider: keystore, settings: {file: own.p12, password: "${file:store-password}"}}
          - name: rest
            provider: rest
            settings:
              url: http://127.0.0.1:%d
              path: /{key}
              headers: [{name: X-Vault-Token, value: "${file:store-password}"}]
        """
            .formatted(Installation.home().resolve("samples/rest-vault"), port));
    Path connections = folder.resolve("connections/proofpoint.yaml");
    Files.writeString(
        connections,
        Files.readString(connections)
            .replace("${env:RIGHT_PASSWORD}", "${own:k}")
            .replace("${file:wrong-password}", "${rest:k}"));
    return configuration;
  }

  private static String everything(Path configuration, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-v", "-v"));
    return Installation.run(configuration, all.toArray(String[]::new)).all();
  }

  private void expectCanary() {
    product
        .simulator()
        .directory()
        .add(
            product
                .simulator()
                .directory()
                .account(Product.USER)
                .orElseThrow()
                .withPassword(CANARY));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tries = 0; !condition.getAsBoolean(); tries++) {
      assertThat(tries).as("30 s are over").isLessThan(1_500);
      Thread.sleep(20);
    }
  }

  private List<String> everyCommand(Path configuration, String connection) {
    List<String> printed = new ArrayList<>();
    for (List<String> command : COMMANDS) {
      List<String> arguments = new ArrayList<>(List.of("run"));
      arguments.addAll(command);
      arguments.addAll(
          List.of(
              "-c", connection, "-v", "-v", "--output", printed.size() % 2 == 0 ? "json" : "text"));
      printed.add(Installation.run(configuration, arguments.toArray(String[]::new)).all());
    }
    assertThat(
            printed.stream()
                .filter(text -> text.contains(" TRACE ") || text.contains(" DEBUG "))
                .count())
        .isGreaterThan(5);
    printed.add(Installation.run(configuration, "validate", "-v", "-v").all());
    printed.add(Installation.run(configuration, "connections", "-v", "-v").all());
    return printed;
  }

  private void assertNoCanary(List<String> printed) {
    List<String> forms =
        new ArrayList<>(
            List.of(CANARY, url(CANARY), url(CANARY).replace("+", "%20"), json(CANARY)));
    for (int offset = 0; offset < 3; offset++) {
      String encoded = base64("x".repeat(offset) + CANARY);
      // Without the characters at both ends that depend on the neighbours.
      forms.add(encoded.substring(offset == 0 ? 0 : 4, encoded.length() - 4));
    }
    for (String form : forms) {
      assertThat(printed).noneMatch(text -> text.contains(form));
    }
    assertThat(temporaryFiles()).noneMatch(text -> forms.stream().anyMatch(text::contains));
  }

  /** What a process left behind in the temporary folder under our name. */
  private static List<String> temporaryFiles() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      List<String> texts = new ArrayList<>();
      for (Path file :
          files.filter(each -> each.getFileName().toString().contains("sallyport")).toList()) {
        if (Files.isRegularFile(file)) {
          texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
