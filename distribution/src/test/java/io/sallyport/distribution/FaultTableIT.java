// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.distribution.FaultTable.Row;
import io.sallyport.runtime.command.Report;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the product to {@link FaultTable}: every command under every fault, each against a
 * simulator of its own, all that belong to one fault at once. Neither the answers nor the log at
 * its finest show the password, and no thread or socket is left over.
 */
class FaultTableIT {

  private static final String SETTINGS = "timeouts: {connect: 1s, tls: 1s, command: 3s},";

  private static final Map<String, Map<String, String>> READS =
      new TreeMap<>(
          Map.of(
              "Test Connection", Map.of(),
              "Get All Organization Domains", Map.of(),
              "Get Organization Sender Lists", Map.of(),
              "Get Group Sender Lists", Map.of("Group ID", "12345")));

  @TempDir Path folder;

  static List<Row> rows() {
    return FaultTable.rows();
  }

  /** What must be loaded and compiled once is not the time of a command. */
  @BeforeAll
  static void warmUp(@TempDir Path folder) {
    for (String fault : List.of("none", "tls TRUSTED", "reset-before", "status 500")) {
      try (FaultScene scene = FaultScene.of(fault, "*");
          InProcess process =
              InProcess.open(folder, "connections:\n" + scene.connection("warm", ""))) {
        READS.forEach((command, input) -> process.run("warm", command, input));
        for (Write write : Write.values()) {
          process.run("warm", write.command(), write.input(FaultCell.SAFE, FaultCell.BLOCKED));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void holds(Row row) throws Exception {
    try (FaultyServer sink = FaultyServer.start(request -> ServerAnswer.of(200))) {
      List<FaultCell> cells = cells(row, row.fault().replace("SINK", sink.uri() + "/api/v1/me"));
      try {
        List<Report> reports = reports(cells);
        for (int index = 0; index < cells.size(); index++) {
          cells.get(index).check(row, reports.get(index));
        }
        assertThat(sink.requests()).isEmpty();
      } finally {
        cells.forEach(FaultCell::close);
      }
    }
  }

  private static List<FaultCell> cells(Row row, String fault) {
    List<FaultCell> cells = new ArrayList<>();
    READS.forEach(
        (command, input) ->
            cells.add(FaultCell.reading(command, input, FaultScene.of(fault, "*"), row.reading())));
    for (Write write : Write.values()) {
      cells.add(FaultCell.writing(write, FaultScene.of(fault, "*"), row.writing()));
      row.alone()
          .ifPresent(
              expected ->
                  cells.add(
                      FaultCell.writing(write, FaultScene.of(fault, write.method()), expected)));
    }
    return cells;
  }

  private List<Report> reports(List<FaultCell> cells) throws Exception {
    StringBuilder connections = new StringBuilder("connections:\n");
    for (int index = 0; index < cells.size(); index++) {
      connections.append(cells.get(index).connection("c" + index, SETTINGS));
    }
    ExecutorService callers = Executors.newFixedThreadPool(cells.size());
    try (InProcess process = InProcess.open(folder, connections.toString())) {
      List<Callable<Report>> calls = new ArrayList<>();
      for (int index = 0; index < cells.size(); index++) {
        FaultCell cell = cells.get(index);
        String connection = "c" + index;
        calls.add(() -> cell.run(process, connection));
      }
      List<Report> reports = new ArrayList<>();
      for (Future<Report> each : callers.invokeAll(calls)) {
        reports.add(each.get());
      }
      assertThat(reports.toString()).doesNotContain(Product.PASSWORD);
      assertThat(process.log()).isNotEmpty().noneMatch(line -> line.contains(Product.PASSWORD));
      return reports;
    } finally {
      callers.shutdownNow();
    }
  }
}
