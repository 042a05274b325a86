// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String EVIL = "<img src=x onerror='alert(1)'>\u001b[31m\u202e&\"";

  @Test
  void textShowsEachTabUnderItsNameAndNoneThatIsEmpty() {
    Report report =
        report(
            ReturnData.SUCCESSFUL,
            Optional.of(
                Table.of("Safe List Items", "Blocked List Items")
                    .columns(List.of("a@good.example", "b"), List.of("c"))),
            JSON.objectNode().put("answer", 42),
            JSON.objectNode().put("ItemID", "1"),
            List.of(Item.done("Items", "a@good.example", "added")),
            Optional.empty(),
            List.of("logged"),
            List.of("beware"));

    assertThat(new TextRenderer(false).render(report))
        .isEqualTo(
            """

            Return Data
            Successful

            Result
            Safe List Items  Blocked List Items
            a@good.example   c
            b                N/A

            Raw Data
            {
              "answer" : 42
            }

            Key Fields
            {
              "ItemID" : "1"
            }

            Items
            Outcome  Code   Input  Item            Message
            done     added  Items  a@good.example

            Custom Log
            logged

            Warnings
            beware
            """);
  }

  @Test
  void textShowsTheThreeLinesOfAnErrorAndTheDetailsBelow() {
    assertThat(new TextRenderer(false).render(failed("Unauthorized", List.of("Look here."))))
        .isEqualTo(
            """

            Return Data
            Failed

            Error
            Do It failed.
            Status Code: 401.
            Message: Unauthorized.

            Look here.
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "Unauthorized, Unauthorized.",
    "Required., Required.",
    "Really?, Really?",
    "No!, No!",
    "a.b, a.b."
  })
  void textEndsEachPartInOnePeriodAndNeverTwo(String message, String expected) {
    assertThat(new TextRenderer(false).render(failed(message, List.of())))
        .endsWith("\nMessage: " + expected + "\n");
  }

  @Test
  void textShowsControlCharactersInsteadOfObeyingThem() {
    String text = new TextRenderer(false).render(evil());

    assertThat(text)
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .contains("\\u001b[31m\\u202e");
  }

  @Test
  void textIsColouredOnlyWhenItMayBe() {
    assertThat(new TextRenderer(true).render(failed("x", List.of())))
        .contains("\u001b[31mFailed\u001b[0m");
    assertThat(new TextRenderer(false).render(failed("x", List.of()))).doesNotContain("\u001b");
  }

  @Test
  void textCutsWhatIsLongAndSaysSo() {
    ObjectNode raw = JSON.objectNode();
    for (int index = 0; index < 1_000; index++) {
      raw.put("field" + index, index);
    }
    List<Item> items = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      items.add(Item.done("Items", "item" + index, "added"));
    }

    String text =
        new TextRenderer(false)
            .render(
                report(
                    ReturnData.SUCCESSFUL,
                    Optional.empty(),
                    raw,
                    JSON.objectNode(),
                    items,
                    Optional.empty(),
                    List.of(),
                    List.of()));

    assertThat(text)
        .contains("more characters; --output json shows all", "… 10 more items")
        .doesNotContain("item55");
  }

  /** A text without any line break was cut in the middle of a character of two halves. */
  @Test
  void neverCutsACharacterInTwo() {
    for (int before = 0; before < 2; before++) {
      String text =
          new TextRenderer(false)
              .render(
                  report(
                      ReturnData.SUCCESSFUL,
                      Optional.empty(),
                      JSON.objectNode()
                          .put("text", "x".repeat(before) + "\ud83d\ude80".repeat(5_000)),
                      JSON.objectNode(),
                      List.of(),
                      Optional.empty(),
                      List.of(),
                      List.of()));

      assertThat(text).contains("more characters");
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void testConnectionShowsACheckMark() {
    Report passed =
        new Report(
            "id",
            "tiny",
            "Test Connection",
            "one",
            "rev",
            true,
            true,
            Instant.EPOCH,
            Duration.ZERO,
            ReturnData.SUCCESSFUL,
            Optional.empty(),
            JSON.objectNode(),
            JSON.objectNode(),
            JSON.objectNode(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());

    assertThat(new TextRenderer(false).render(passed))
        .isEqualTo("\nReturn Data\nSuccessful\n\nResult\n✔ Test Connection Passed\n");
    assertThat(new HtmlRenderer().render(passed)).contains("✔ Test Connection Passed");
  }

  @Test
  void jsonHasEveryMemberInItsPlace() throws Exception {
    JsonNode tree =
        new ObjectMapper()
            .readTree(new JsonRenderer().render(failed("Unauthorized", List.of("Look here."))));

    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "invocation",
            "integration",
            "command",
            "connection",
            "revision",
            "started",
            "startedAt",
            "durationMs",
            "returnData",
            "result",
            "rawData",
            "keyFields",
            "contextData",
            "items",
            "requests",
            "error",
            "diagnosis",
            "log",
            "warnings");
    assertThat(tree.path("error"))
        .hasToString(
            "{\"failureIndicator\":\"Do It failed.\",\"statusCode\":401,\"sent\":\"yes\",\"message\":\"Unauthorized\",\"details\":[\"Look here.\"]}");
    JsonNode good = new ObjectMapper().readTree(new JsonRenderer().render(evil()));
    assertThat(good.path("result").asText())
        .startsWith("<table class='cc-table horizontal-table'><tr><th>")
        .contains("&lt;img src=x onerror=&#39;alert(1)&#39;&gt;", "<td>N/A</td>");
    assertThat(good.path("items").path(0).path("item").asText()).isEqualTo(EVIL);
  }

  @Test
  void htmlEscapesEverythingAndRunsNothing() {
    String page = new HtmlRenderer().render(evil());

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("Content-Security-Policy", "default-src 'none'", "<title>Test Result</title>")
        .doesNotContain("<img")
        .doesNotContain("<script")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
    assertThat(page.split("<section", -1)).hasSameSizeAs(page.split("<label", -1));
  }

  @Test
  void htmlOpensOnTheErrorWhenThereIsOne() {
    assertThat(new HtmlRenderer().render(failed("x", List.of())))
        .containsPattern("checked><label|checked>\\n?<label for=\"tab2\">Error");
  }

  private static Report evil() {
    return report(
        ReturnData.PARTIALLY_SUCCESSFUL,
        Optional.of(Table.of(EVIL, "B").row(EVIL, null)),
        JSON.objectNode().put(EVIL, EVIL),
        JSON.objectNode().put("Key", EVIL),
        List.of(Item.refused(EVIL, EVIL, "refused", 409, EVIL)),
        Optional.of(new ErrorReport(EVIL, 409, Sent.YES, EVIL, List.of(EVIL), Optional.empty())),
        List.of(EVIL),
        List.of(EVIL));
  }

  private static Report failed(String message, List<String> details) {
    return report(
        ReturnData.FAILED,
        Optional.empty(),
        JSON.objectNode(),
        JSON.objectNode(),
        List.of(),
        Optional.of(
            new ErrorReport("Do It failed.", 401, Sent.YES, message, details, Optional.empty())),
        List.of(),
        List.of());
  }

  private static Report report(
      ReturnData returnData,
      Optional<Table> result,
      ObjectNode rawData,
      ObjectNode keyFields,
      List<Item> items,
      Optional<ErrorReport> error,
      List<String> log,
      List<String> warnings) {
    return new Report(
        "id",
        "tiny",
        "Do It",
        "one",
        "rev",
        true,
        false,
        Instant.EPOCH,
        Duration.ofMillis(5),
        returnData,
        result,
        rawData,
        keyFields,
        rawData,
        items,
        List.of(),
        error,
        List.of(),
        log,
        warnings);
  }
}
