// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {

  record Good(
      @Param(name = "Server URL", description = "Where.", example = "https://a.example")
          URI serverUrl,
      @Param(name = "Password", description = "Secret.") Secret password,
      @Param(
              name = "API Version",
              description = "Which.",
              defaultValue = "v1",
              pattern = "v[0-9]",
              expected = "v and a digit")
          String apiVersion,
      @Param(name = "Items", description = "Some.", example = "[\"a\"]")
          Optional<List<String>> items) {}

  record Bad(
      String undescribed,
      @Param(name = "Other Name", description = "Differs.") String name,
      @Param(name = "Count", description = "A number.", defaultValue = "many") int count,
      @Param(name = "Code", description = "A code.", pattern = "[a", expected = "x") String code,
      @Param(name = "Number", description = "A number.", pattern = "[0-9]") int number,
      @Param(name = "Letter", description = "A letter.", pattern = "[a-z]", example = "1")
          String letter) {}

  record Unsupported(@Param(name = "Map", description = "A map.") Map<String, String> map) {}

  record Loop(@Param(name = "Loops", description = "Itself.") Optional<List<Loop>> loops) {}

  @Test
  void readsTheRecordOnceAndForAll() {
    RecordSchema schema = RecordSchema.ofPlugin(Good.class);

    assertThat(schema.parameters())
        .extracting(Parameter::displayName)
        .containsExactly("Server URL", "Password", "API Version", "Items");
    assertThat(schema.parameters())
        .extracting(Parameter::required)
        .containsExactly(true, true, false, false);
    assertThat(schema.findExactly("serverUrl")).isPresent();
    assertThat(schema.findExactly("serverURL")).isEmpty();
    assertThat(schema.findLoosely("SERVER-url")).isPresent();
    assertThat(schema.findExactly("password").orElseThrow().isSecret()).isTrue();
  }

  @Test
  void namesEverythingThatAPluginsRecordLacks() {
    assertThatThrownBy(() -> RecordSchema.ofPlugin(Bad.class))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .asString()
                    .contains("Bad.code", "no regular expression"));
    assertThatThrownBy(() -> RecordSchema.ofPlugin(BadNames.class))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .satisfiesExactly(
                        problem ->
                            assertThat(problem).contains("BadNames.undescribed has no @Param"),
                        problem ->
                            assertThat(problem).contains("BadNames.name is called \"Other Name\""),
                        problem ->
                            assertThat(problem).contains("BadNames.count has the default \"many\""),
                        problem ->
                            assertThat(problem)
                                .contains(
                                    "BadNames.number has a pattern, which only text can have"),
                        problem ->
                            assertThat(problem)
                                .contains("BadNames.number has a pattern and does not say"),
                        problem ->
                            assertThat(problem).contains("BadNames.letter has the example \"1\"")));
  }

  record BadNames(
      String undescribed,
      @Param(name = "Other Name", description = "Differs.") String name,
      @Param(name = "Count", description = "A number.", defaultValue = "many") int count,
      @Param(name = "Number", description = "A number.", pattern = "[0-9]") int number,
      @Param(
              name = "Letter",
              description = "A letter.",
              pattern = "[a-z]",
              expected = "a letter",
              example = "1")
          String letter) {}

  @Test
  void refusesTypesThatAreNotOnTheList() {
    assertThatThrownBy(() -> RecordSchema.ofPlugin(Unsupported.class))
        .hasMessageContaining("Unsupported.map has the type java.util.Map");
    assertThatThrownBy(() -> RecordSchema.ofPlugin(Loop.class))
        .hasMessageContaining("contains itself");
  }

  @Test
  void showsItselfAsJsonSchema() {
    JsonNode calls =
        JsonSchema.of(RecordSchema.ofPlugin(Good.class), JsonSchema.Naming.DISPLAY_NAME);
    JsonNode files = JsonSchema.of(RecordSchema.ofPlugin(Good.class), JsonSchema.Naming.KEY);

    assertThat(calls.path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(calls.path("required")).hasToString("[\"Server URL\",\"Password\"]");
    assertThat(calls.path("properties").path("Server URL").path("format").asText())
        .isEqualTo("uri");
    assertThat(calls.path("properties").path("Password").path("writeOnly").asBoolean()).isTrue();
    assertThat(calls.path("properties").path("API Version").path("pattern").asText())
        .isEqualTo("^(?:v[0-9])$");
    assertThat(calls.path("properties").path("API Version").path("default").asText())
        .isEqualTo("v1");
    assertThat(calls.path("properties").path("Items").path("examples").path(0))
        .hasToString("[\"a\"]");
    assertThat(
            files
                .path("properties")
                .path("serverUrl")
                .path("anyOf")
                .path(1)
                .path("pattern")
                .asText())
        .isEqualTo("^\\$\\{.+}$");
  }
}
