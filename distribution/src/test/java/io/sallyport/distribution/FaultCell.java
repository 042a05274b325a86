// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.distribution.FaultTable.Expected;
import io.sallyport.distribution.FaultTable.Row;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One command under one fault. */
final class FaultCell implements AutoCloseable {

  static final List<String> SAFE = List.of("partner@good.example");
  static final List<String> BLOCKED = List.of("*@bad.example");

  /** Refusals at which nothing can have been done, so that what is left may be sent again. */
  private static final Set<Integer> OVERTAKEN = Set.of(404, 409);

  private final String command;
  private final Map<String, ?> input;
  private final Optional<Write> write;
  private final FaultScene scene;
  private final Expected expected;

  private FaultCell(
      String command,
      Map<String, ?> input,
      Optional<Write> write,
      FaultScene scene,
      Expected expected) {
    this.command = command;
    this.input = input;
    this.write = write;
    this.scene = scene;
    this.expected = expected;
  }

  static FaultCell reading(
      String command, Map<String, ?> input, FaultScene scene, Expected expected) {
    return new FaultCell(command, input, Optional.empty(), scene, expected);
  }

  static FaultCell writing(Write write, FaultScene scene, Expected expected) {
    write.prepare(scene.simulator(), SAFE, BLOCKED);
    return new FaultCell(
        write.command(), write.input(SAFE, BLOCKED), Optional.of(write), scene, expected);
  }

  String connection(String name, String settings) {
    return scene.connection(name, settings);
  }

  Report run(InProcess process, String connection) {
    return process.run(connection, command, input);
  }

  void check(Row row, Report report) {
    String what = row + " " + report;
    assertThat(report.started()).as(what).isTrue();
    assertThat(report.duration()).as(what).isLessThan(row.atMost());
    if (expected.isSuccessful()) {
      assertThat(report.returnData()).as(what).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(report.error()).as(what).isEmpty();
      assertThat(report.warnings()).as(what).hasSize(expected.warned() ? 1 : 0);
    } else {
      assertFailed(what, row, report);
    }
    write.ifPresent(each -> assertTruthful(what, each, report));
  }

  private void assertFailed(String what, Row row, Report report) {
    assertThat(report.returnData()).as(what).isEqualTo(ReturnData.FAILED);
    assertThat(report.keyFields()).as(what).isEmpty();
    assertThat(report.result()).as(what).isEmpty();
    ErrorReport error = report.error().orElseThrow();
    assertThat(error.failureIndicator()).as(what).startsWith(command + " failed.");
    assertThat(error.statusCode()).as(what).isEqualTo(expected.status());
    assertThat(error.sent()).as(what).isEqualTo(Sent.valueOf(expected.sent()));
    assertThat(error.message()).as(what).contains(row.says());
    boolean nothingTried = write.isPresent() && expected.code().isEmpty();
    String all = error.message() + error.details();
    assertThat(all.contains("Nothing was changed.")).as(what).isEqualTo(nothingTried);
  }

  private void assertTruthful(String what, Write done, Report report) {
    boolean told = expected.isSuccessful() || !expected.code().isEmpty();
    assertThat(report.items()).as(what).hasSize(told ? SAFE.size() + BLOCKED.size() : 0);
    for (Item item : report.items()) {
      boolean isDone = done.isDone(scene.simulator(), item.input(), item.item());
      switch (item.outcome()) {
        case DONE -> assertThat(isDone).as(what).isTrue();
        case SKIPPED, REFUSED -> assertThat(isDone).as(what).isFalse();
        case UNKNOWN -> assertThat(item.status()).as(what).hasValue(expected.status());
      }
      if (expected.isSuccessful()) {
        assertThat(item.code()).as(what).isEqualTo(done.adds() ? "added" : "removed");
      } else {
        assertThat(item.code()).as(what).isEqualTo(expected.code());
      }
    }
    if (!told) {
      assertThat(Write.writes(report)).as(what).isEmpty();
      assertThat(Write.writes(scene.simulator())).as(what).isEmpty();
    }
    assertThat(Write.writes(report))
        .as(what)
        .filteredOn(request -> !OVERTAKEN.contains(request.status().orElse(0)))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(Write.writes(scene.simulator()))
        .as(what)
        .filteredOn(entry -> !OVERTAKEN.contains(entry.status()))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Override
  public void close() {
    scene.close();
  }
}
