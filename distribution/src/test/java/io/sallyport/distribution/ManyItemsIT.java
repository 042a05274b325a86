// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Item.Outcome;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.JournalEntry;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import io.sallyport.samples.proofpoint.SenderLists;
import io.sallyport.testkit.server.Fault;
import io.sallyport.testkit.server.FaultRule;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes ten thousand items at a time, and breaks in the middle: each item is told of once, and as
 * it is.
 */
class ManyItemsIT {

  private static final int COUNT = 10_000;
  private static final int CHUNK = 500;
  private static final int CHUNKS = COUNT / CHUNK;
  private static final Duration SANE = Duration.ofSeconds(20);

  /** Uneven, so that one chunk holds items of both lists. */
  private static final List<String> SAFE = numbered("safe", 5_750);

  private static final List<String> BLOCKED = numbered("blocked", COUNT - SAFE.size());

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;
  private InProcess process;

  @BeforeEach
  void open() {
    process =
        InProcess.open(
            folder, InProcess.connection("acme", product.simulator().uri(), ""), Detail.WARNINGS);
  }

  @AfterEach
  void close() {
    process.close();
  }

  @ParameterizedTest
  @EnumSource
  void changesAllInChunks(Write write) {
    write.prepare(simulator(), SAFE, BLOCKED);

    Report report = run(write, Optional.empty());

    assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(report.duration()).isLessThan(SANE);
    assertTruthful(write, report);
    assertThat(count(report, Outcome.DONE, write.adds() ? "added" : "removed")).isEqualTo(COUNT);
    assertThat(report.keyFields().path("SafeListItems")).hasSize(SAFE.size());
    assertThat(report.keyFields().path("BlockedListItems")).hasSize(BLOCKED.size());
    assertThat(Write.writes(simulator()).stream().map(ManyItemsIT::size))
        .hasSize(CHUNKS)
        .containsOnly(CHUNK);
  }

  /** What became of the third chunk; nothing of what follows it is tried. */
  @ParameterizedTest
  @CsvSource({
    "reset-after,                    DONE,    '',       504, YES",
    "delay 20s,                      UNKNOWN, unknown,  504, UNKNOWN",
    "silent,                         UNKNOWN, unknown,  504, UNKNOWN",
    "reset-before,                   UNKNOWN, unknown,  504, UNKNOWN",
    "close,                          UNKNOWN, unknown,  504, UNKNOWN",
    "not-http,                       UNKNOWN, unknown,  504, UNKNOWN",
    "status 500 {\"error\":\"Oops\"}, UNKNOWN, unknown,  500, UNKNOWN",
    "bad-gateway,                    UNKNOWN, unknown,  502, UNKNOWN",
    "status 401,                     REFUSED, rejected, 401, YES",
    "status 403,                     REFUSED, rejected, 403, YES",
    "throttle 1,                     REFUSED, rejected, 429, YES",
  })
  void tellsHowFarItCame(String fault, Outcome third, String code, int status, Sent sent) {
    for (Write write : List.of(Write.ADD_GROUP, Write.DELETE_ORGANIZATION)) {
      write.prepare(simulator(), SAFE, BLOCKED);
      simulator().clearJournal();
      simulator().faults().clear();
      simulator()
          .faults()
          .add(
              FaultRule.on(write.method(), "**/sender-lists", Fault.parse(fault))
                  .times(1)
                  .after(2));

      Report report = run(write, Optional.of(Duration.ofSeconds(3)));

      String what = write + " " + fault + " " + report.error();
      String done = write.adds() ? "added" : "removed";
      assertTruthful(write, report);
      assertThat(report.duration()).as(what).isLessThan(Duration.ofSeconds(5));
      assertThat(report.returnData()).as(what).isEqualTo(ReturnData.PARTIALLY_SUCCESSFUL);
      assertThat(Write.writes(simulator()).size()).as(what).isEqualTo(3);
      int known = third == Outcome.DONE ? 3 * CHUNK : 2 * CHUNK;
      assertThat(count(report, Outcome.DONE, done)).as(what).isEqualTo(known);
      assertThat(count(report, third, code)).as(what).isEqualTo(3 * CHUNK - known);
      assertThat(count(report, Outcome.REFUSED, "not-sent")).as(what).isEqualTo(COUNT - 3 * CHUNK);
      assertThat(report.items().get(COUNT - 1).status()).as(what).hasValue(status);
      ErrorReport error = report.error().orElseThrow();
      assertThat(error.statusCode()).as(what).isEqualTo(status);
      assertThat(error.sent()).as(what).isEqualTo(sent);
      assertThat(error.message()).as(what).endsWith(", and " + (COUNT - known - 20) + " more");
      assertThat(report.warnings()).as(what).hasSize(third == Outcome.DONE ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterAChunkThatTheProductRejects(Write write) {
    write.prepare(simulator(), SAFE, BLOCKED);
    simulator()
        .faults()
        .add(FaultRule.on(write.method(), "**", Fault.status(422)).times(1).after(2));

    Report report = run(write, Optional.empty());

    assertTruthful(write, report);
    assertThat(report.returnData()).isEqualTo(ReturnData.PARTIALLY_SUCCESSFUL);
    assertThat(report.error().orElseThrow().statusCode()).isEqualTo(422);
    assertThat(count(report, Outcome.REFUSED, "rejected")).isEqualTo(CHUNK);
    assertThat(Write.writes(simulator()).size()).isEqualTo(CHUNKS);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheTruthWhereverItsTimeIsOver(Write write) {
    for (int millis = 25; millis < 1_200; millis += millis) {
      write.prepare(simulator(), SAFE, BLOCKED);

      Report report = run(write, Optional.of(Duration.ofMillis(millis)));

      assertThat(report.duration()).isLessThan(Duration.ofMillis(millis).plusSeconds(2));
      if (report.items().isEmpty()) {
        assertThat(report.error().orElseThrow().statusCode()).isEqualTo(504);
        assertThat(report.error().orElseThrow().sent()).isEqualTo(Sent.NO);
        assertThat(write.isDone(simulator(), "Safe", SAFE.get(0))).isFalse();
      } else {
        assertTruthful(write, report);
      }
    }
  }

  private Report run(Write write, Optional<Duration> timeout) {
    ObjectMapper json = new ObjectMapper();
    return process.run(
        "acme", write.command(), json.valueToTree(write.input(SAFE, BLOCKED)), timeout);
  }

  /** Each item is told of once, and what is said of it is so; unknown is right in any case. */
  private void assertTruthful(Write write, Report report) {
    SenderLists lists = write.lists(simulator());
    Set<String> safe = new HashSet<>(lists.allowed());
    Set<String> blocked = new HashSet<>(lists.blocked());
    Set<String> told = new HashSet<>();
    for (Item item : report.items()) {
      Set<String> list = item.input().startsWith("Safe") ? safe : blocked;
      boolean done = list.contains(item.item()) == write.adds();
      boolean so = item.outcome() == Outcome.UNKNOWN || (item.outcome() == Outcome.DONE) == done;
      assertThat(so).as("%s %s", write, item).isTrue();
      assertThat(told.add(item.item())).as("%s %s, twice", write, item).isTrue();
    }
    assertThat(told).as("%s %s", write, report.error()).hasSize(COUNT);
  }

  private static long count(Report report, Outcome outcome, String code) {
    return report.items().stream()
        .filter(item -> item.outcome() == outcome && item.code().equals(code))
        .count();
  }

  private static int size(JournalEntry write) {
    try {
      JsonNode body = new ObjectMapper().readTree(write.body());
      return body.path("allow_list").size() + body.path("block_list").size();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> numbered(String name, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> name + number + "@many.example")
        .toList();
  }

  private ProofpointSimulator simulator() {
    return product.simulator();
  }
}
