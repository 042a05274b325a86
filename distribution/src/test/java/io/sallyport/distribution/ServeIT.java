// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sallyport.testkit.server.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as its own process, and the command lines that find it. */
@Timeout(180)
class ServeIT {

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;
  private Path configuration;
  private Process server;
  private Path log;

  @BeforeEach
  void serve() throws Exception {
    configuration = product.configuration(folder.resolve("config"));
    log = folder.resolve("log");
    server = start();
  }

  @AfterEach
  void stop() {
    server.destroyForcibly();
  }

  @Test
  void answersRunAndTestWithOneSession() throws Exception {
    Installation.Result test = Installation.run(configuration, "test", "right");
    Installation.Result run =
        Installation.run(
            configuration, "run", "get-organization-sender-lists", "-c", "right", "-o", "json");
    Installation.Result status = Installation.run(configuration, "status");

    assertThat(test.output()).contains("Test Connection Passed");
    assertThat(run.output()).contains("\"returnData\" : \"Successful\"");
    assertThat(run.exitCode()).isZero();
    assertThat(status.output())
        .matches(
            "Running since .*Z as process "
                + server.pid()
                + ": revision [0-9a-f]{12}, connections 2, open sessions 1, health checks 0\\.\n");
  }

  @Test
  void passesOnWhatFailedAndWhatWasRefused() {
    Installation.Result wrong = Installation.run(configuration, "test", "wrong");
    Installation.Result unknown = Installation.run(configuration, "test", "rihgt");
    Installation.Result noFile =
        Installation.run(
            configuration,
            "run",
            "Get Group Sender Lists",
            "-c",
            "right",
            "--input",
            "no-such-file.json");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).contains("Status Code: 401.");
    assertThat(unknown.exitCode()).isEqualTo(4);
    assertThat(unknown.output()).contains("Did you mean right?");
    assertThat(noFile.exitCode()).isEqualTo(4);
    assertThat(noFile.output()).contains("no-such-file.json does not exist.");
  }

  @Test
  void takesUpWhatHasChangedAndShowsWhatItCannot() throws Exception {
    Path connections = configuration.resolve("connections/proofpoint.yaml");
    String good = Files.readString(connections);
    Files.writeString(connections, good.replace("name: right", "name: renamed"));
    awaitLog("is in force, before it");
    assertThat(Installation.run(configuration, "test", "renamed").exitCode()).isZero();

    Files.writeString(connections, good.replace("serverUrl", "serverURL"));
    awaitLog("proofpoint.yaml:4:");
    Installation.Result reload = Installation.run(configuration, "reload");
    Installation.Result test = Installation.run(configuration, "test", "renamed");
    assertThat(reload.exitCode()).isEqualTo(78);
    assertThat(reload.messages())
        .contains("proofpoint.yaml:4:", "Did you mean serverUrl?", "Nothing was changed: revision");
    assertThat(test.exitCode()).isZero();
    assertThat(test.output())
        .contains("Warnings\n", " has 4 problems, so revision", "sallyport validate lists");

    Files.writeString(connections, good);
    Installation.Result mended = Installation.run(configuration, "reload");
    assertThat(mended.exitCode()).isZero();
    // By whoever was first, the watch or the command.
    awaitLog("2 connections, 1 new, 1 gone.");
    assertThat(Installation.run(configuration, "test", "right").output())
        .doesNotContain("Warnings");
  }

  @Test
  void asksAtTheSocketWhoMayUseWhatAndForgetsAtOnceWhoMayNoMore() throws Exception {
    permit("alice");
    Installation.Result alice = Installation.run(configuration, "test", "right", "--as", "alice");
    Installation.Result bob = Installation.run(configuration, "test", "right", "--as", "bob");
    permit("bob");
    Installation.Result revoked = Installation.run(configuration, "test", "right", "--as", "alice");

    assertThat(alice.exitCode()).isZero();
    assertThat(bob.exitCode()).isEqualTo(4);
    assertThat(bob.output()).contains("Status Code: 403.", "bob may not");
    assertThat(revoked.exitCode()).isEqualTo(4);
    assertThat(Files.readAllLines(configuration.resolve("data/audit.jsonl")))
        .anyMatch(
            line ->
                line.contains("\"user\":\"bob\"")
                    && line.contains("\"door\":\"control socket\"")
                    && line.contains("\"decision\":\"denied\""));
  }

  private void permit(String user) throws IOException {
    Files.writeString(
        configuration.resolve("sallyport.yaml"), "users: [{name: alice}, {name: bob}]\n");
    Path connections = configuration.resolve("connections/proofpoint.yaml");
    Files.writeString(
        connections,
        Files.readString(connections)
            .replaceFirst(
                "name: right\n(    permissions: .*\n)?",
                "name: right\n    permissions: {users: [" + user + "]}\n"));
    assertThat(Installation.run(configuration, "reload").exitCode()).isZero();
  }

  @Test
  void reloadsAtHangUpAndStaysAlive() throws Exception {
    // As under nohup; then the log says so, and there is nothing to see.
    assumeThat(Files.readString(log)).doesNotContain("SIGHUP is ignored here");
    signal("HUP");

    awaitLog("is in force, as before: 2 connections.");
    assertThat(server.isAlive()).isTrue();
    assertThat(Files.readString(log)).doesNotContain("sun.misc");
  }

  @Test
  void letsARunningCommandEndBeforeItStops() throws Exception {
    product.simulator().faults().add(FaultRule.parse("delay 3s"));
    CompletableFuture<Installation.Result> running =
        CompletableFuture.supplyAsync(() -> Installation.run(configuration, "test", "right"));
    await(() -> product.simulator().openConnections() > 0);

    signal("TERM");

    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(running.get().output()).contains("Test Connection Passed");
    assertThat(configuration.resolve("data/control.sock")).doesNotExist();
  }

  @Test
  void interruptsWhatDoesNotEndWithinTheDrainTime() throws Exception {
    Files.writeString(configuration.resolve("sallyport.yaml"), "server: {drain: 500ms}\n");
    awaitLog("is in force, before it");
    product.simulator().faults().add(FaultRule.parse("silent"));
    CompletableFuture<Installation.Result> running =
        CompletableFuture.supplyAsync(() -> Installation.run(configuration, "test", "right"));
    await(() -> product.simulator().openConnections() > 0);

    signal("TERM");

    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(running.get().exitCode()).isEqualTo(130);
    assertThat(running.get().output()).contains("Status Code: 499.");
    awaitLog("1 command was interrupted");
  }

  @Test
  void stopsTheCommandOfWhoeverHasLeft() throws Exception {
    product.simulator().faults().add(FaultRule.parse("silent"));
    Process client = Installation.start(configuration, Map.of(), "test", "right");
    await(() -> product.simulator().openConnections() > 0);

    client.destroyForcibly();

    await(() -> product.simulator().openConnections() == 0);
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void saysThatTheServerWasKilledUnderACommand() throws Exception {
    product.simulator().faults().add(FaultRule.parse("silent"));
    CompletableFuture<Installation.Result> running =
        CompletableFuture.supplyAsync(
            () -> Installation.run(configuration, "test", "right", "-o", "json"));
    await(() -> product.simulator().openConnections() > 0);

    server.destroyForcibly().waitFor();

    assertThat(running.get().exitCode()).isEqualTo(1);
    assertThat(running.get().output())
        .contains("\"statusCode\" : 502", "\"sent\" : \"unknown\"", "ended before it answered");

    // What it has left does not keep the next one from starting, nor a command from running.
    product.simulator().faults().clear();
    assertThat(Installation.run(configuration, "test", "right").exitCode()).isZero();
    server = start();
    assertThat(Installation.run(configuration, "status").exitCode()).isZero();
  }

  @Test
  void refusesASecondOneAndAnotherConfiguration() {
    Installation.Result second = Installation.run(configuration, "serve");
    Path other = product.configuration(folder.resolve("other"));
    Installation.Result foreign =
        Installation.run(
            other, "test", "right", "--data", configuration.resolve("data").toString());

    assertThat(second.exitCode()).isEqualTo(78);
    assertThat(second.messages()).contains("Another sallyport serve is in charge");
    assertThat(foreign.exitCode()).isEqualTo(78);
    assertThat(foreign.messages()).contains("uses the configuration", "--config");
    assertThat(product.simulator().journal()).isEmpty();
  }

  @Test
  void doesNotStartOnABrokenConfiguration() throws IOException {
    Path broken = folder.resolve("broken");
    Files.createDirectories(broken.resolve("connections"));
    Files.writeString(broken.resolve("connections/a.yaml"), "connections: [{name: a}]\n");

    Installation.Result result = Installation.run(broken, "serve");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.messages()).contains("a.yaml:1:15: ");
    assertThat(broken.resolve("data/control.sock")).doesNotExist();
  }

  @Test
  void saysThatNoServerRuns() {
    Path alone = product.configuration(folder.resolve("alone"));
    for (String command : List.of("reload", "status")) {
      Installation.Result result = Installation.run(alone, command);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.messages()).contains("No server runs with the data folder", "serve");
    }
  }

  private Process start() throws Exception {
    Process process =
        Installation.builder(configuration, Map.of(), "serve")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitLog("control socket");
    return process;
  }

  private void signal(String name) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start().waitFor())
        .isZero();
  }

  private void awaitLog(String text) throws Exception {
    await(
        () -> {
          try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.anyMatch(line -> line.contains(text));
          } catch (IOException e) {
            return false;
          }
        });
  }

  private void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "It did not happen; the log: " + (Files.exists(log) ? Files.readString(log) : "none"));
      }
      Thread.sleep(20);
    }
  }
}
