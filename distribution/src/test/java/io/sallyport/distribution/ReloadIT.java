// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Directory;
import io.sallyport.samples.proofpoint.ProofpointSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration is replaced a thousand times while commands run: each answer belongs to one
 * revision wholly, and none fails because of a reload.
 */
class ReloadIT {

  private static final int RELOADS = 1_000;
  private static final int CALLERS = 4;

  /** Every so manieth reload finds a folder that is not valid. */
  private static final int BROKEN_EVERY = 7;

  /** The simulator whose lists hold this many items more than the other's. */
  private static final int EXTRA = 5;

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  /** What one revision says, in ways that show in an answer. */
  private record Told(boolean full, boolean warns) {}

  @Test
  void eachAnswerBelongsToOneRevision() throws Exception {
    Map<String, Told> revisions = new ConcurrentHashMap<>();
    try (ProofpointSimulator other =
            ProofpointSimulator.start(
                Behaviour.documented(), Directory.demo().fill("example.com", EXTRA), 0);
        InProcess process =
            InProcess.open(folder, text(0, product.simulator().uri(), true), Detail.WARNINGS)) {
      revisions.put(process.revision(), new Told(false, false));
      ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
      AtomicBoolean over = new AtomicBoolean();
      List<Future<List<Report>>> answers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        answers.add(callers.submit(() -> callUntil(over, process)));
      }

      for (int reload = 1; reload <= RELOADS; reload++) {
        boolean full = reload % 3 == 0;
        boolean verify = reload % 2 == 0;
        boolean broken = reload % BROKEN_EVERY == 0;
        URI address = full ? other.uri() : product.simulator().uri();
        ConfigurationResult result =
            process.reload(text(reload, address, verify) + (broken ? "  - {name: x}\n" : ""));
        Optional<Configuration> replaced = result.configuration();
        assertThat(replaced.isEmpty()).isEqualTo(broken);
        replaced.ifPresent(one -> revisions.put(one.revision(), new Told(full, !verify)));
      }
      over.set(true);
      int size = plainSize();
      int count = 0;
      for (Future<List<Report>> each : answers) {
        for (Report report : each.get()) {
          assertWhole(report, revisions, size);
          count++;
        }
      }
      callers.shutdown();

      assertThat(count).isGreaterThan(RELOADS / 10);
      assertThat(process.sessions()).isLessThanOrEqualTo(1);
      assertThat(revisions).hasSize(1 + RELOADS - RELOADS / BROKEN_EVERY);
    }
  }

  /** Address and TLS settings must be of the revision that the answer names. */
  private static void assertWhole(Report report, Map<String, Told> revisions, int size) {
    Told told =
        Optional.ofNullable(revisions.get(report.revision()))
            .orElseThrow(() -> new AssertionError("Nobody knows the revision of " + report));
    assertThat(report.returnData()).as("%s", report.error()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(report.rawData().path("block_list").size() > size)
        .as("who has answered %s", report.revision())
        .isEqualTo(told.full());
    assertThat(report.warnings().stream().anyMatch(line -> line.startsWith("tls.verify is false")))
        .isEqualTo(told.warns());
  }

  private int plainSize() {
    return product.simulator().directory().senderLists("example.com").blocked().size();
  }

  private static List<Report> callUntil(AtomicBoolean over, InProcess process) {
    List<Report> reports = new ArrayList<>();
    while (!over.get()) {
      reports.add(process.run("acme", "Get Organization Sender Lists"));
    }
    return reports;
  }

  private static String text(int number, URI address, boolean verify) {
    return "# Change "
        + number
        + "\n"
        + InProcess.connection("acme", address, "tls: {verify: " + verify + "},");
  }
}
