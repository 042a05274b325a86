// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No call leaves before it is in the audit file, whatever is wrong with that. */
@Timeout(120)
class AuditIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMMAND = "Get All Organization Domains";

  @TempDir Path folder;

  private final List<List<String>> seenAtRequest = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theDecisionIsInTheFileWhenTheFirstRequestArrives() throws IOException {
    try (FaultyServer vendor = vendor();
        InProcess sallyport = InProcess.open(folder, connection(vendor))) {
      Report report = sallyport.run("acme", COMMAND);

      assertThat(seenAtRequest).isNotEmpty();
      JsonNode decision = JSON.readTree(seenAtRequest.get(0).get(0));
      assertThat(seenAtRequest.get(0)).hasSize(1);
      assertThat(decision.get("event").asText()).isEqualTo("decision");
      assertThat(decision.get("invocation").asText()).isEqualTo(report.invocation());
      assertThat(decision.get("decision").asText()).isEqualTo("allowed");
      JsonNode end = JSON.readTree(lines().get(1));
      assertThat(lines()).hasSize(2);
      assertThat(end.get("outcome").asText()).isEqualTo(report.returnData().toString());
      assertThat(end.get("sent").asText()).isEqualTo("yes");
    }
  }

  @Test
  void nothingIsSentWhileTheDeviceIsFull() throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), "audit: {file: /dev/full}\n");
    try (FaultyServer vendor = vendor();
        InProcess sallyport = InProcess.open(folder, connection(vendor))) {
      assertRefused(sallyport.run("acme", COMMAND), "No space left on device");

      assertThat(seenAtRequest).isEmpty();
    }
  }

  @Test
  void nothingIsSentWhileTheDeletedFileIsNotThereAgain() throws IOException {
    try (FaultyServer vendor = vendor();
        InProcess sallyport = InProcess.open(folder, connection(vendor))) {
      sallyport.run("acme", COMMAND);
      Files.delete(file());
      seenAtRequest.clear();

      assertRefused(sallyport.run("acme", COMMAND), "it is gone");
      assertThat(seenAtRequest).isEmpty();

      Files.createFile(file());
      assertThat(sallyport.run("acme", COMMAND).started()).isTrue();
      assertThat(seenAtRequest).isNotEmpty();
    }
  }

  @Test
  void nothingIsSentWhileNobodyTakesTheLine() throws Exception {
    Files.createDirectories(file().getParent());
    assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
    try (FaultyServer vendor = vendor()) {
      InProcess sallyport = InProcess.open(folder, connection(vendor));
      Report report = sallyport.run("acme", COMMAND);

      assertRefused(report, "did not take the line");
      assertThat(report.duration()).isLessThan(Duration.ofSeconds(3));
      assertThat(seenAtRequest).isEmpty();
      // Lets go of the thread that waits for somebody to read.
      try (var reader = Files.newInputStream(file())) {
        sallyport.close();
      }
    }
  }

  @Test
  void theCommandLineSaysItAndRecoversByItself() throws IOException {
    Files.createDirectories(file());
    try (FaultyServer vendor = vendor()) {
      Files.createDirectories(folder.resolve("connections"));
      Files.writeString(folder.resolve("connections/acme.yaml"), connection(vendor));

      Installation.Result refused = Installation.run(folder, "run", COMMAND, "-c", "acme");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output())
          .contains("Status Code: 503.")
          .contains("audit.jsonl cannot be written: Is a directory, so nothing was done.");
      assertThat(seenAtRequest).isEmpty();

      Files.delete(file());
      assertThat(Installation.run(folder, "connections").exitCode()).isZero();
      assertThat(file()).doesNotExist();
      Installation.run(folder, "run", COMMAND, "-c", "acme");
      assertThat(seenAtRequest).isNotEmpty();
    }
  }

  private static void assertRefused(Report report, String reason) {
    assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
    assertThat(report.started()).isFalse();
    assertThat(report.error().map(ErrorReport::statusCode)).contains(503);
    assertThat(report.error().map(ErrorReport::message).orElseThrow()).contains(reason);
  }

  private Path file() {
    return folder.resolve("data/audit.jsonl");
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks into the file before it answers. */
  private FaultyServer vendor() {
    return FaultyServer.start(
        request -> {
          seenAtRequest.add(Files.isRegularFile(file()) ? lines() : List.of());
          return ServerAnswer.json(200, "{\"domains\":[]}");
        });
  }

  private static String connection(FaultyServer vendor) {
    return InProcess.connection("acme", vendor.uri(), "");
  }
}
