// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.RequestReport;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.command.Stage;
import io.sallyport.runtime.command.StageReport;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.health.CheckOutcome;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Inconclusive;
import io.sallyport.runtime.health.CheckOutcome.Passed;
import io.sallyport.runtime.health.CheckOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @Test
  void aReportWithoutAnErrorIsAPass() {
    assertThat(Verdict.of(report(Optional.empty(), Optional.empty())))
        .isEqualTo(new Passed(List.of("It will expire.")));
  }

  @ParameterizedTest
  @CsvSource({
    "401, AUTHENTICATION",
    "403, AUTHORISATION",
    "404, HTTP_4XX",
    "422, HTTP_4XX",
    "500, HTTP_5XX",
    "503, HTTP_5XX",
    "502, BAD_ANSWER"
  })
  void theProductsStatusSaysWhatItFailsOf(int status, String category) {
    assertThat(kind(Verdict.of(report(error(status, Optional.empty()), Optional.empty()))))
        .isEqualTo(category);
  }

  @Test
  void aPauseThatTheProductAsksForIsNoFailure() {
    assertThat(Verdict.of(report(error(429, Optional.empty()), Optional.empty())))
        .isEqualTo(new Throttled(Optional.empty()));
    assertThat(
            Verdict.of(report(error(503, Optional.empty()), Optional.of(Duration.ofSeconds(90)))))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(90))));
    assertThat(Verdict.of(report(error(429, Optional.of(Finding.PAUSED)), Optional.empty())))
        .isEqualTo(new Throttled(Optional.empty()));
  }

  /** A fault on this side says nothing about the connection; everything else counts. */
  @Test
  void eachFindingIsWhatItSays() {
    Map<String, String> kinds =
        Arrays.stream(Finding.values())
            .collect(
                Collectors.groupingBy(
                    finding ->
                        kind(
                            Verdict.of(
                                report(
                                    error(finding.status(), Optional.of(finding)),
                                    Optional.empty()))),
                    Collectors.mapping(Finding::name, Collectors.joining(" "))));

    assertThat(kinds)
        .containsEntry(
            "CONFIGURATION", "CONFIGURATION_INVALID CONNECTION_UNUSABLE CERTIFICATES_UNREADABLE")
        .containsEntry(
            "SECRET",
            "SECRET_UNAVAILABLE SECRET_NOT_FOR_ORIGIN SECRET_ELSEWHERE HEADER_NOT_SENDABLE")
        .containsEntry("NAME_LOOK_UP", "NAME_UNKNOWN NAME_LOCAL")
        .containsEntry("CONNECT", "CONNECTION_REFUSED NO_ROUTE")
        .containsEntry(
            "TIMEOUT",
            "NAME_LATE CONNECT_TIMEOUT CONNECT_LATE TLS_TIMEOUT TLS_LATE ANSWER_LATE"
                + " ANSWER_INCOMPLETE_LATE REPEAT_LATE LATE_BEFORE_SENDING COMMAND_LATE")
        .containsEntry(
            "inconclusive",
            "INPUT_INVALID INPUT_UNREADABLE DENIED CONNECTION_UNKNOWN COMMAND_UNKNOWN"
                + " AUDIT_UNWRITABLE QUEUE_FULL QUEUE_LATE CANCELLED STOPPED PLUGIN_FAILED"
                + " PLUGIN_ANSWER_UNREADABLE SERVER_GONE SHUTTING_DOWN")
        .containsEntry("throttled", "PAUSED")
        .containsKeys("AGENT", "TLS", "BAD_ANSWER")
        .hasSize(10);
  }

  @Test
  void keepsTheThreeLinesTheRemediesAndTheStages() {
    CheckOutcome outcome = Verdict.of(report(error(401, Optional.empty()), Optional.empty()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.indicator())
                  .isEqualTo("Test Connection failed. Failed to check the connector.");
              assertThat(failed.message()).isEqualTo("What it says");
              assertThat(failed.details()).containsExactly("What to do.");
              assertThat(failed.stages()).hasSize(1).first().asString().contains("authentication");
            });
  }

  private static String kind(CheckOutcome outcome) {
    if (outcome instanceof Failed failed) {
      return failed.category().name();
    }
    return outcome instanceof Inconclusive
        ? "inconclusive"
        : outcome instanceof Throttled ? "throttled" : "passed";
  }

  private static Optional<ErrorReport> error(int status, Optional<Finding> finding) {
    return Optional.of(
        new ErrorReport(
            "Test Connection failed. Failed to check the connector.",
            status,
            Sent.YES,
            "What it says",
            List.of("What to do."),
            finding));
  }

  private static Report report(Optional<ErrorReport> error, Optional<Duration> retryAfter) {
    return new Report(
        "run-1",
        "tiny",
        "Test Connection",
        "one",
        "revision",
        true,
        true,
        Instant.EPOCH,
        Duration.ofMillis(5),
        error.isPresent() ? ReturnData.FAILED : ReturnData.SUCCESSFUL,
        Optional.empty(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        List.of(
            new RequestReport(
                "GET",
                "/me",
                OptionalInt.empty(),
                Sent.YES,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                retryAfter,
                Map.of())),
        error,
        List.of(
            new StageReport(
                Stage.AUTHENTICATION, StageReport.State.FAILED, "401", Optional.empty())),
        List.of(),
        List.of("It will expire."));
  }
}
