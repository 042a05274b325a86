// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.TrackedInvocation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run ends in time, whatever its body does. */
@Timeout(30)
class DeadlineTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final CommandResult NOTHING = CommandResult.builder().build();

  @Test
  void aBodyThatWaitsIsInterruptedAtItsDeadline() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.item(Item.done("Items", "a", "added"));
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return NOTHING;
            })) {
      Report report = acme.runWithin(SHORT);

      assertTimedOut(report);
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(report.items()).extracting(Item::item).containsExactly("a");
    }
  }

  @Test
  void aBodyThatTurnsItsInterruptIntoAnotherExceptionHasTimedOutAllTheSame() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
              }
              return NOTHING;
            })) {
      assertTimedOut(acme.runWithin(SHORT));
    }
  }

  @Test
  void aBodyThatIgnoresInterruptsIsLeftBehindAndCannotChangeTheReport() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.log("before");
              awaitIgnoringInterrupts(release);
              run.log("after");
              run.warn("after");
              run.item(Item.done("Items", "late", "added"));
              ((TrackedInvocation) run).sent(Sent.YES);
              ended.countDown();
              return NOTHING;
            })) {
      Report report = acme.runWithin(SHORT);
      release.countDown();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertTimedOut(report);
      assertThat(report.log()).containsExactly("before");
      assertThat(report.warnings()).isEmpty();
      assertThat(report.items()).isEmpty();
    }
  }

  @Test
  void aStageThatNeverCompletesTimesOut() {
    try (TestService acme = TestService.async((input, session, run) -> new CompletableFuture<>())) {
      assertTimedOut(acme.runWithin(SHORT));
    }
  }

  @Test
  void theLastWordOfAnInterruptedBodyCounts() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw CommandException.of(504, "Gateway Timeout: half of it was sent")
                    .withSent(Sent.UNKNOWN);
              }
              return NOTHING;
            })) {
      ErrorReport error = acme.runWithin(SHORT).error().orElseThrow();

      assertThat(error.message()).isEqualTo("Gateway Timeout: half of it was sent");
      assertThat(error.sent()).isEqualTo(Sent.UNKNOWN);
    }
  }

  @Test
  void aBodyLearnsItsDeadlineAndThatNobodyWaits() throws Exception {
    CompletableFuture<Invocation> seen = new CompletableFuture<>();
    CountDownLatch told = new CountDownLatch(1);
    try (TestService acme =
        TestService.async(
            (input, session, run) -> {
              seen.complete(run);
              ((TrackedInvocation) run).onCancel(told::countDown);
              return new CompletableFuture<>();
            })) {
      Report report = acme.runWithin(SHORT);
      Invocation run = seen.get(10, TimeUnit.SECONDS);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(run.isCancelled()).isTrue();
      assertThat(run.id()).isEqualTo(report.invocation());
      assertThat(run.deadline())
          .isBetween(report.startedAt().plus(SHORT), report.startedAt().plus(SHORT).plusSeconds(5));
    }
  }

  @Test
  void interruptingTheCallerCancelsTheRun() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CompletableFuture<Report> reported = new CompletableFuture<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.item(Item.done("Items", "a", "added"));
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return NOTHING;
            })) {
      Thread caller =
          new Thread(
              () -> {
                reported.complete(acme.run());
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
              });
      caller.start();
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();

      Report report = reported.get(10, TimeUnit.SECONDS);
      ErrorReport error = report.error().orElseThrow();
      assertThat(error.statusCode()).isEqualTo(499);
      assertThat(error.message()).isEqualTo("Cancelled: the run was stopped before it ended.");
      assertThat(report.items()).extracting(Item::item).containsExactly("a");
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
      caller.join();
    }
  }

  @Test
  void aTimeoutThatNoClockCanHoldIsAsGoodAsNone() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      assertThat(acme.runWithin(Duration.ofDays(999_999_999_999L)).returnData())
          .isEqualTo(ReturnData.SUCCESSFUL);
    }
  }

  private static void assertTimedOut(Report report) {
    ErrorReport error = report.error().orElseThrow();
    assertThat(error.statusCode()).isEqualTo(504);
    assertThat(error.message())
        .isEqualTo("Gateway Timeout: the command did not end within 200 ms.");
    assertThat(error.details())
        .containsExactly(
            "timeouts.command of the connection, or --timeout, governs how long a command may take.");
    assertThat(report.duration()).isBetween(SHORT, SHORT.plusSeconds(1));
  }

  private static void awaitIgnoringInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // This is what a careless plugin does.
      }
    }
  }
}
