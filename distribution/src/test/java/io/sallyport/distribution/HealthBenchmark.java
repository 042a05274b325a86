// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How a server keeps up with many health checks: starts one on the unpacked distribution, with the
 * simulator as the product, and prints how far checks are behind, and what they cost. Judges
 * nothing, and is run by hand on a quiet machine, as CONTRIBUTING.md says.
 */
class HealthBenchmark {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  @Test
  void keepsUpWithManyHealthChecks() throws Exception {
    int connections = Integer.getInteger("benchmark.connections", 10_000);
    int interval = Integer.getInteger("benchmark.interval", 60);
    int minutes = Integer.getInteger("benchmark.minutes", 4);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("health-benchmark");
    try (ProofpointSimulator simulator =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0)) {
      write(folder, simulator, connections, interval);
      Path log = folder.resolve("log");
      Process server =
          Installation.builder(folder, Map.of(), "serve").redirectError(log.toFile()).start();
      try {
        measure(folder, server, simulator, Duration.ofMinutes(minutes), out);
      } finally {
        server.destroy();
        server.waitFor();
        out.println("log: " + log);
      }
    }
  }

  private static void write(
      Path folder, ProofpointSimulator simulator, int connections, int interval)
      throws IOException {
    StringBuilder yaml = new StringBuilder("connections:\n");
    for (int number = 0; number < connections; number++) {
      yaml.append(InProcess.entry("acme-" + number, simulator.uri(), "${file:right-password}", ""));
    }
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/all.yaml"), yaml);
    Files.writeString(folder.resolve("right-password"), Product.PASSWORD);
    Files.writeString(
        folder.resolve("sallyport.yaml"), "healthDefaults: {interval: " + interval + "s}\n");
  }

  private static void measure(
      Path folder, Process server, ProofpointSimulator simulator, Duration length, PrintStream out)
      throws InterruptedException, IOException {
    Instant end = Instant.now().plus(length);
    while (Instant.now().isBefore(end) && server.isAlive()) {
      Duration cpuBefore = cpu(server);
      int requestsBefore = simulator.journal().size();
      Thread.sleep(LOOK_EVERY.toMillis());
      Duration cpu = cpu(server).minus(cpuBefore);
      int requests = simulator.journal().size() - requestsBefore;
      simulator.clearJournal();
      out.println(
          line(folder, server)
              + String.format(
                  ", %d requests/s, CPU %.2f of a core",
                  requests / LOOK_EVERY.toSeconds(),
                  cpu.toMillis() / (double) LOOK_EVERY.toMillis()));
    }
  }

  private static String line(Path folder, Process server) throws IOException {
    Installation.Result result = Installation.run(folder, "health", "--output", "json");
    if (result.exitCode() != 0) {
      return result.messages().strip();
    }
    JsonNode health = new ObjectMapper().readTree(result.output());
    Instant now = Instant.parse(health.path("now").asText());
    List<Long> behind = new ArrayList<>();
    int up = 0;
    for (JsonNode each : health.path("connections")) {
      if (each.hasNonNull("nextCheck")) {
        Instant due = Instant.parse(each.path("nextCheck").asText());
        behind.add(Math.max(0, Duration.between(due, now).toMillis()));
      }
      up += each.path("phase").asText().equals("UP") ? 1 : 0;
    }
    Collections.sort(behind);
    return String.format(
        "%d of %d UP, behind: p99 %d ms, most %d ms, resident %d MB",
        up,
        health.path("connections").size(),
        behind.isEmpty() ? 0 : behind.get((int) (behind.size() * 0.99)),
        behind.isEmpty() ? 0 : behind.get(behind.size() - 1),
        resident(server));
  }

  /** The launcher becomes the JVM, so that the process is the same. */
  private static Duration cpu(Process server) {
    return server.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static long resident(Process server) throws IOException {
    Optional<String> line =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(each -> each.startsWith("VmRSS"))
            .findFirst();
    return line.map(each -> Long.parseLong(each.replaceAll("\\D", "")) / 1024).orElse(0L);
  }
}
