// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.samples.proofpoint.Behaviour;
import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The password changes, in the keystore and then at the product, while commands run: nobody
 * restarts anything, no command fails, and the account, which locks after five bad attempts, does
 * not lock. What was on its way at that moment is all that is refused.
 */
class RotationIT {

  private static final int CALLERS = 10;
  private static final int ROTATIONS = 3;

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;
  private final AtomicLong answered = new AtomicLong();

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void isTakenUpByRunningCommands(int concurrent) throws Exception {
    product.simulator().behaviour(Behaviour.documented().with(new LockOut(5)));
    Files.writeString(folder.resolve("keystore-password"), "canary-of-the-keystore");
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        vaults:
          - name: corp-vault
            provider: keystore
            settings: {file: secrets.p12, password: "${file:keystore-password}"}
        """);
    set(Product.PASSWORD);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (InProcess process =
        InProcess.open(
            folder,
            "connections:\n"
                + InProcess.entry(
                    "acme",
                    product.simulator().uri(),
                    "${corp-vault:acme}",
                    "limits: {concurrentRequests: " + concurrent + "},"),
            Detail.WARNINGS)) {
      List<Future<List<Report>>> answers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        answers.add(callers.submit(() -> callUntil(over, process)));
      }
      for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
        awaitAnswered();
        String next = "Rotated-Passw0rd-" + rotation;
        set(next);
        product.simulator().clearJournal();
        product.simulator().directory().changePassword(Product.USER, next);
        product.simulator().resetLockOuts();
        awaitAnswered();
        assertThat(refused()).isBetween(1L, (long) concurrent);
      }
      over.set(true);
      for (Future<List<Report>> each : answers) {
        assertThat(each.get())
            .isNotEmpty()
            .allSatisfy(
                report ->
                    assertThat(report.returnData())
                        .as("%s", report.error())
                        .isEqualTo(ReturnData.SUCCESSFUL));
      }
      assertThat(process.log()).noneMatch(line -> line.contains("Passw0rd"));
    } finally {
      over.set(true);
      callers.shutdownNow();
    }
  }

  private List<Report> callUntil(AtomicBoolean over, InProcess process) {
    List<Report> reports = new ArrayList<>();
    while (!over.get()) {
      reports.add(process.run("acme", "Get All Organization Domains"));
      answered.incrementAndGet();
    }
    return reports;
  }

  private long refused() {
    return product.simulator().journal().stream().filter(entry -> entry.status() == 401).count();
  }

  /** Until every caller has had several more answers. */
  private void awaitAnswered() throws InterruptedException {
    long enough = answered.get() + 6L * CALLERS;
    for (int tries = 0; answered.get() < enough; tries++) {
      assertThat(tries).as("60 s are over").isLessThan(3_000);
      Thread.sleep(20);
    }
  }

  private void set(String password) throws IOException {
    Path file = Files.writeString(folder.resolve("next"), password);
    Installation.Result result =
        Installation.run(folder, "secret", "set", "acme", "--from-file", file.toString());
    assertThat(result.exitCode()).as("%s", result.all()).isZero();
    Files.delete(file);
  }
}
