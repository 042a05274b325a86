// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.runtime.command.Stage;
import io.sallyport.runtime.command.StageReport;
import io.sallyport.runtime.command.StageReport.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisRenderingTest {

  private static final StageReport[] STAGES = {
    new StageReport(
        Stage.CONNECT, State.PASSED, "192.0.2.7:443", Optional.of(Duration.ofNanos(11_400_000))),
    new StageReport(Stage.TLS, State.WARNED, "expires <b>soon</b>\u001b[0m", Optional.empty()),
    new StageReport(
        Stage.AUTHENTICATION,
        State.FAILED,
        "401 Unauthorized",
        Optional.of(Duration.ofMillis(1_234))),
    new StageReport(Stage.ANSWER, State.NOT_REACHED, "not reached", Optional.empty())
  };

  private static final Reports TEST =
      Reports.failed("Test Connection failed.", 401, "Unauthorized")
          .ofTestConnection()
          .diagnosis(STAGES);

  @Test
  void standsBeforeTheErrorOfATestConnection() {
    assertThat(new TextRenderer(false).render(TEST.build()))
        .startsWith(
            """

            Return Data
            Failed

            Diagnosis
            ✔ connect         192.0.2.7:443 (11 ms)
            ! TLS             expires <b>soon</b>\\u001b[0m
            ✖ authentication  401 Unauthorized (1.2 s)
            - answer          not reached

            Error
            Test Connection failed.
            """);
  }

  @Test
  void followsTheErrorOfAnotherCommand() {
    String text =
        new TextRenderer(false)
            .render(Reports.failed("It failed.", 401, "no").diagnosis(STAGES).log("x").build());

    assertThat(text).containsSubsequence("\nError\n", "\nDiagnosis\n", "\nCustom Log\n");
    assertThat(new HtmlRenderer().render(TEST.build()))
        .containsSubsequence(">Return Data</label>", ">Diagnosis</label>", ">Error</label>");
  }

  @Test
  void isNoTabWhereThereIsNone() {
    assertThat(new TextRenderer(false).render(Reports.successful().build()))
        .doesNotContain("Diagnosis");
    assertThat(new HtmlRenderer().render(Reports.successful().build())).doesNotContain("Diagnosis");
  }

  @Test
  void coloursTheMarkAlone() {
    assertThat(new TextRenderer(true).render(TEST.build()))
        .contains("\u001b[31m✖\u001b[0m authentication  401 Unauthorized");
  }

  @Test
  void isEscapedOnAPage() {
    assertThat(new HtmlRenderer().render(TEST.build()))
        .contains("<span class=\"bad\">✖</span> authentication", "&lt;b&gt;soon")
        .doesNotContain("<b>", "\u001b");
  }

  @Test
  void isAListInJson() throws Exception {
    assertThat(
            new JsonMapper()
                .readTree(new JsonRenderer().render(TEST.build()))
                .path("diagnosis")
                .toString())
        .startsWith(
            "[{\"stage\":\"connect\",\"state\":\"passed\",\"evidence\":\"192.0.2.7:443\",\"ms\":11.4},")
        .endsWith(
            "{\"stage\":\"answer\",\"state\":\"not reached\",\"evidence\":\"not reached\",\"ms\":null}]");
  }
}
