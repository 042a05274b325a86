// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

  enum Mode {
    READ_ONLY,
    FULL
  }

  record Inner(@Param(name = "Port Number", description = "Where.") int portNumber) {}

  record Sample(
      @Param(name = "Mode", description = "How.", defaultValue = "READ_ONLY") Mode mode,
      @Param(name = "Ratio", description = "How much.", defaultValue = "1.5", example = "2")
          double ratio,
      @Param(name = "Count", description = "How many.", defaultValue = "3") int count,
      @Param(name = "Flag", description = "Whether.", defaultValue = "yes") boolean flag,
      @Param(name = "Numbers", description = "Which.", defaultValue = "5") List<Integer> numbers,
      @Param(name = "Names", description = "Who.", example = "[\"a\",\"b\"]")
          Optional<List<String>> names,
      @Param(name = "Text", description = "What.", defaultValue = "[not json") String text,
      @Param(name = "Token", description = "Secret.") Secret token,
      @Param(name = "Anything", description = "Any.") Optional<JsonNode> anything,
      @Param(name = "Inner", description = "More.") Inner inner) {}

  private static JsonNode schema(JsonSchema.Naming naming) {
    return JsonSchema.of(RecordSchema.ofPlugin(Sample.class), naming);
  }

  @Test
  void givesSamplesTheTypeThatTheSchemaAsksFor() throws Exception {
    JsonNode properties = schema(JsonSchema.Naming.DISPLAY_NAME).path("properties");

    assertThat(properties.path("Mode").path("default")).isEqualTo(json("\"read-only\""));
    assertThat(properties.path("Ratio").path("default")).isEqualTo(json("1.5"));
    assertThat(properties.path("Ratio").path("examples")).hasToString("[2.0]");
    assertThat(properties.path("Count").path("default").isIntegralNumber()).isTrue();
    assertThat(properties.path("Flag").path("default")).isEqualTo(json("true"));
    assertThat(properties.path("Numbers").path("default")).hasToString("[5]");
    assertThat(properties.path("Names").path("examples")).hasToString("[[\"a\",\"b\"]]");
    assertThat(properties.path("Text").path("default")).isEqualTo(json("\"[not json\""));
  }

  @Test
  void allowsAReferenceOnlyInAFileAndOnlyWhereTextWouldNotDo() {
    JsonNode call = schema(JsonSchema.Naming.DISPLAY_NAME);
    JsonNode file = schema(JsonSchema.Naming.KEY);

    assertThat(call.toString()).doesNotContain("anyOf");
    for (String key : List.of("mode", "ratio", "count", "flag", "numbers")) {
      assertThat(file.path("properties").path(key).path("anyOf")).as(key).hasSize(3);
    }
    for (String key : List.of("text", "token", "anything", "inner")) {
      assertThat(file.path("properties").path(key).has("anyOf")).as(key).isFalse();
    }
  }

  @Test
  void allowsAKeyWithoutAValueInAFileWhereItMayBeLeftOut() throws Exception {
    JsonNode file = schema(JsonSchema.Naming.KEY).path("properties");

    assertThat(file.path("text").path("type")).isEqualTo(json("[\"string\",\"null\"]"));
    assertThat(file.path("count").path("anyOf").path(2)).isEqualTo(json("{\"type\":\"null\"}"));
    assertThat(file.path("token").path("type")).isEqualTo(json("\"string\""));
  }

  @Test
  void namesRecordsInsideAlike() {
    JsonNode call = schema(JsonSchema.Naming.DISPLAY_NAME).path("properties").path("Inner");
    JsonNode file = schema(JsonSchema.Naming.KEY).path("properties").path("inner");

    assertThat(call.path("required")).hasToString("[\"Port Number\"]");
    assertThat(call.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(file.path("required")).hasToString("[\"portNumber\"]");
    assertThat(file.path("properties").has("portNumber")).isTrue();
  }

  @Test
  void requiresWhatHasNeitherDefaultNorChoice() {
    assertThat(schema(JsonSchema.Naming.KEY).path("required")).hasToString("[\"token\",\"inner\"]");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
