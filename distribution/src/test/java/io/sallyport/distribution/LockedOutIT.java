// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.samples.proofpoint.JournalEntry;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A wrong password is tried once a call, however many call at once, and the answer warns. */
class LockedOutIT {

  private static final int CALLERS = 20;
  private static final int CALLS_OF_EACH = 8;
  private static final String WRONG = "Not-the-Passw0rd";

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;
  private InProcess process;

  /** One of everything that can be asked. */
  private record Call(String command, Map<String, ?> input) {}

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("password"), WRONG);
    process =
        InProcess.open(
            folder,
            "connections:\n"
                + InProcess.entry("plain", simulator().uri(), WRONG, "")
                + InProcess.entry("referenced", simulator().uri(), "${file:password}", ""),
            Detail.WARNINGS);
  }

  @AfterEach
  void close() {
    process.close();
  }

  @Test
  void triesAWrongPasswordOnceACall() throws Exception {
    List<Report> reports = callAll();

    assertThat(reports).hasSize(CALLERS * CALLS_OF_EACH).allSatisfy(LockedOutIT::assertWarns);
    assertThat(simulator().journal())
        .hasSize(reports.size())
        .allMatch(entry -> entry.status() == 401);
  }

  @Test
  void locksTheAccountNoSoonerThanTheCallsExplain() {
    simulator().behaviour(Behaviour.documented().with(new LockOut(5)));
    for (int call = 0; call < 4; call++) {
      assertWarns(process.run("plain", "Test Connection"));
    }

    assertThat(right().returnData()).isEqualTo(ReturnData.SUCCESSFUL);
  }

  @Test
  void saysThatTheAccountMayLockWhenItHas() {
    simulator().behaviour(Behaviour.documented().with(new LockOut(2)));
    process.run("plain", "Test Connection");
    process.run("plain", "Test Connection");
    simulator().clearJournal();

    Report locked = right();

    assertWarns(locked);
    assertThat(simulator().journal()).extracting(JournalEntry::status).containsExactly(401);
  }

  /** A reference is looked up afresh at a 401, and what it gives is tried: once, by each call. */
  @Test
  void triesAPasswordThatWasChangedMeanwhileAtOnce() throws Exception {
    assertWarns(process.run("referenced", "Test Connection"));
    Files.writeString(folder.resolve("password"), Product.PASSWORD);
    simulator().clearJournal();

    Report report = process.run("referenced", "Get Organization Sender Lists");

    assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(simulator().journal()).extracting(JournalEntry::status).containsExactly(401, 200);
  }

  private Report right() {
    try {
      Files.writeString(folder.resolve("password"), Product.PASSWORD);
      return process.run("referenced", "Get Organization Sender Lists");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Report> callAll() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<List<Report>>> tasks = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        List<Call> calls = calls();
        Collections.shuffle(calls, new Random(caller));
        String connection = caller % 2 == 0 ? "plain" : "referenced";
        tasks.add(
            () ->
                calls.stream()
                    .map(call -> process.run(connection, call.command(), call.input()))
                    .toList());
      }
      List<Report> reports = new ArrayList<>();
      for (Future<List<Report>> each : callers.invokeAll(tasks)) {
        reports.addAll(each.get());
      }
      return reports;
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Call> calls() {
    List<Call> calls =
        new ArrayList<>(
            List.of(
                new Call("Test Connection", Map.of()),
                new Call("Get All Organization Domains", Map.of()),
                new Call("Get Organization Sender Lists", Map.of()),
                new Call("Get Group Sender Lists", Map.of("Group ID", "12345"))));
    for (Write write : Write.values()) {
      calls.add(new Call(write.command(), write.input(List.of("partner@good.example"), List.of())));
    }
    return calls;
  }

  private static void assertWarns(Report report) {
    assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
    ErrorReport error = report.error().orElseThrow();
    assertThat(error.statusCode()).isEqualTo(401);
    assertThat(error.message()).startsWith("Unauthorized");
    assertThat(String.join(" ", error.details())).contains("may lock", "has expired");
    assertThat(error.sent())
        .isEqualTo(
            report.command().contains("Sender Lists") && !report.command().startsWith("Get")
                ? Sent.NO
                : Sent.YES);
    assertThat(report.items()).isEmpty();
    assertThat(report.toString()).doesNotContain(WRONG);
  }

  private ProofpointSimulator simulator() {
    return product.simulator();
  }
}
