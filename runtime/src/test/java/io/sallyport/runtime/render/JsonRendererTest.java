// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRendererTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void aSuccessfulReportHasEveryMemberAndANullError() throws Exception {
    Reports report =
        Reports.successful()
            .result(Table.of("Name").row("<b>").row((Object) null))
            .rawData(JSON.objectNode().put("raw", 1))
            .keyFields(JSON.objectNode().put("GroupID", "7"))
            .items(List.of(Item.done("Items", "a", "added")))
            .log("line")
            .warnings("warning");

    assertThat(tree(report).toPrettyString())
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"invocation":"run-1","integration":"acme","command":"Add Lists","connection":"acme-1",
                     "revision":"revision-1","started":true,"startedAt":"2024-05-06T07:08:09Z","durationMs":182,
                     "returnData":"Successful",
                     "result":"<table class='cc-table horizontal-table'><tr><th>Name</th></tr><tr><td>&lt;b&gt;</td></tr><tr><td>N/A</td></tr></table>",
                     "rawData":{"raw":1},"keyFields":{"GroupID":"7"},"contextData":{},
                     "items":[{"input":"Items","item":"a","outcome":"done","code":"added","status":null,"message":null}],
                     "requests":[],"error":null,"diagnosis":[],"log":["line"],"warnings":["warning"]}
                    """)
                .toPrettyString());
  }

  @Test
  void aFailedReportHasTheErrorInItsParts() throws Exception {
    JsonNode tree =
        tree(
            Reports.failed("Add Lists failed.", 422, "Unprocessable Entity: x", "detail")
                .items(List.of(Item.unknown("Items", "a", "unknown", 504, "no answer"))));

    assertThat(tree.get("error"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"failureIndicator":"Add Lists failed.","statusCode":422,"sent":"yes",
                     "message":"Unprocessable Entity: x","details":["detail"]}
                    """));
    assertThat(tree.get("items").get(0).get("status").intValue()).isEqualTo(504);
    assertThat(tree.get("items").get(0).get("outcome").textValue()).isEqualTo("unknown");
    assertThat(tree.get("result").textValue()).isEmpty();
    assertThat(tree.get("returnData").textValue()).isEqualTo("Failed");
  }

  @Test
  void isOneDocumentWithALineBreakAtItsEnd() {
    String text = new JsonRenderer().render(Reports.successful().build());

    assertThat(text).startsWith("{\n").endsWith("\n}\n");
  }

  @Test
  void writesAnAnswerAsDeepAsOneThatCanBeRead() throws Exception {
    ArrayNode deep = JSON.arrayNode();
    for (int depth = 1; depth < 1_000; depth++) {
      ArrayNode outer = JSON.arrayNode();
      outer.add(deep);
      deep = outer;
    }

    assertThat(new JsonRenderer().render(Reports.successful().rawData(deep).build()))
        .contains("[ [ [");
  }

  private static JsonNode tree(Reports report) throws JsonProcessingException {
    return new JsonMapper().readTree(new JsonRenderer().render(report.build()));
  }
}
