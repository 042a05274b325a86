// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  private static Node tree(String json) throws Exception {
    JsonNode parsed = JsonMapper.builder().build().readTree(json);
    return JsonTree.of(parsed, "input.json");
  }

  private static Scalar scalar(String place, Scalar.Kind kind, String text) {
    return new Scalar(Place.of(place), kind, text);
  }

  @Test
  void keepsKindsAndOrder() throws Exception {
    Mapping mapping = (Mapping) tree("{\"t\":\"5\",\"i\":5,\"d\":5.5,\"b\":true,\"n\":null}");

    assertThat(mapping.entries().values())
        .extracting(Mapping.Entry::value)
        .containsExactly(
            scalar("input.json /t", Scalar.Kind.TEXT, "5"),
            scalar("input.json /i", Scalar.Kind.INTEGER, "5"),
            scalar("input.json /d", Scalar.Kind.DECIMAL, "5.5"),
            scalar("input.json /b", Scalar.Kind.BOOLEAN, "true"),
            scalar("input.json /n", Scalar.Kind.NULL, "null"));
  }

  @Test
  void namesTheJsonPointerAsPlace() throws Exception {
    Mapping mapping = (Mapping) tree("{\"Safe List Items\":[\"a\"],\"x/y~z\":1}");

    assertThat(mapping.place()).isEqualTo(Place.of("input.json"));
    assertThat(mapping.find("Safe List Items"))
        .contains(
            new Sequence(
                Place.of("input.json /Safe List Items"),
                List.of(scalar("input.json /Safe List Items/0", Scalar.Kind.TEXT, "a"))));
    assertThat(mapping.find("x/y~z"))
        .contains(scalar("input.json /x~1y~0z", Scalar.Kind.INTEGER, "1"));
  }

  @Test
  void noNumberLosesDigits() throws Exception {
    Sequence numbers =
        (Sequence)
            JsonTree.parse("[123456789012345678901234567890, 0.1234567890123456789]", "input.json");

    assertThat(numbers.items())
        .containsExactly(
            scalar("input.json /0", Scalar.Kind.INTEGER, "123456789012345678901234567890"),
            scalar("input.json /1", Scalar.Kind.DECIMAL, "0.1234567890123456789"));
  }

  @Test
  void refusesNestingThatWouldExhaustTheStack() {
    assertThatThrownBy(
            () -> JsonTree.parse("[".repeat(100_000) + "]".repeat(100_000), "input.json"))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null"})
  void nothingIsNull(String text) throws Exception {
    assertThat(JsonTree.parse(text, "input.json"))
        .isEqualTo(scalar("input.json", Scalar.Kind.NULL, "null"));
  }

  @Test
  void aMissingNodeIsNull() {
    assertThat(JsonTree.of(MissingNode.getInstance(), "input.json"))
        .isEqualTo(scalar("input.json", Scalar.Kind.NULL, "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1",
        "{\"a\":1}{",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "{'a':1}",
        "[1,]",
        "NaN",
        "// no\n1",
        "01",
        "canary"
      })
  void refusesWhatIsNotExactlyOneDocument(String text) {
    assertThatThrownBy(() -> JsonTree.parse(text, "input.json"))
        .isInstanceOf(JsonProcessingException.class);
  }

  /** Its exponent is past the parser's own arithmetic; what it throws was no JSON failure. */
  @Test
  void saysWhereANumberIsThatCannotBeRead() {
    assertThatThrownBy(() -> JsonTree.parse("{\"a\":\n 1e99999999999}", "input.json"))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            e -> assertThat(e.getLocation().getLineNr()).isEqualTo(2));
  }
}
