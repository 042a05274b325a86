// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.distribution.RawVendor.Request;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.render.HtmlRenderer;
import io.sallyport.runtime.render.JsonRenderer;
import io.sallyport.runtime.render.TextRenderer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds of every answer, and of every request, whatever came in. */
final class FuzzChecks {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The whole of what this plugin may ask for: no input adds a segment, a query or another path.
   */
  private static final Pattern TARGET =
      Pattern.compile(
          "/api/v1/(me|orgs/example\\.com/(domains|sender-lists|groups/[0-9]+/sender-lists))");

  private static final Set<String> HEADERS =
      Set.of(
          "accept",
          "accept-encoding",
          "content-length",
          "content-type",
          "host",
          "user-agent",
          "x-user",
          "x-password");

  static void check(Report report) throws JsonProcessingException {
    assertThat(report.error().isEmpty())
        .as("an error unless Successful")
        .isEqualTo(report.returnData() == ReturnData.SUCCESSFUL);
    report
        .error()
        .ifPresent(
            error -> {
              assertThat(error.message())
                  .doesNotContain("failed unexpectedly", "gave an answer that cannot be read")
                  .isNotBlank();
              assertThat(error.failureIndicator()).isNotBlank();
              assertThat(error.statusCode()).isBetween(100, 999);
            });
    checkText(new TextRenderer(false).render(report));
    checkJson(new JsonRenderer().render(report), report);
    checkHtml(new HtmlRenderer().render(report));
  }

  private static void checkText(String text) {
    assertThat(text).startsWith("\nReturn Data\n").doesNotContain(FuzzIT.PASSWORD);
    assertNothingToObey(text);
  }

  private static void checkJson(String text, Report report) throws JsonProcessingException {
    assertThat(text).doesNotContain(FuzzIT.PASSWORD);
    JsonNode json = JSON.readTree(text);
    assertThat(json.path("returnData").textValue()).isEqualTo(report.returnData().toString());
    assertThat(json.path("error").isNull()).isEqualTo(report.error().isEmpty());
    assertThat(json.path("items").size()).isEqualTo(report.items().size());
  }

  private static void checkHtml(String page) {
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .doesNotContain(FuzzIT.PASSWORD)
        .doesNotContain("<img", "<script", "<svg", "onerror=alert(1)>");
    assertNothingToObey(page);
  }

  /** No character that a terminal or a browser obeys rather than shows. */
  private static void assertNothingToObey(String text) {
    for (int index = 0; index < text.length(); ) {
      int point = text.codePointAt(index);
      boolean safe =
          point == '\n'
              || switch (Character.getType(point)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> true;
              };
      if (!safe) {
        throw new AssertionError(
            "U+%04X at %d of: %s"
                .formatted(
                    point,
                    index,
                    FuzzText.shown(
                        text.substring(
                            Math.max(0, index - 40), Math.min(text.length(), index + 40)))));
      }
      index += Character.charCount(point);
    }
  }

  static void check(Request request, URI vendor) throws JsonProcessingException {
    String target = request.target();
    assertThat(request.line()).isEqualTo(request.method() + " " + target + " HTTP/1.1");
    assertThat(target).matches(TARGET);
    List<String> names =
        request.headers().stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    assertThat(names).doesNotHaveDuplicates().isSubsetOf(HEADERS);
    assertThat(request.headers())
        .contains(
            "host:" + vendor.getAuthority(),
            "x-user:" + Product.USER,
            "x-password:" + FuzzIT.PASSWORD);
    if (request.method().equals("GET")) {
      assertThat(request.body()).isEmpty();
      return;
    }
    assertThat(request.method()).isIn("POST", "DELETE");
    JsonNode body =
        JSON.readTree(
            new String(
                request.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    assertThat(body.isObject()).isTrue();
    body.properties()
        .forEach(
            field -> {
              assertThat(field.getKey()).isIn("allow_list", "block_list");
              assertThat(field.getValue().isArray()).isTrue();
              assertThat(field.getValue()).hasSizeLessThanOrEqualTo(500);
              assertThat(field.getValue()).allMatch(JsonNode::isTextual);
            });
  }

  private FuzzChecks() {}
}
