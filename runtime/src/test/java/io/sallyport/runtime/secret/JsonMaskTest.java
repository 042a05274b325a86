// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMaskTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Redactor redactor = new Redactor();

  @ParameterizedTest
  @CsvSource({
    "123456",
    "-123456",
    "1234567",
    "99123456.5",
    "0.0123456",
    "1.23456e5",
    "1.23456E+30",
    "123456000000000000000000000000000000000"
  })
  void masksANumberThatHoldsASecret(String number) throws JsonProcessingException {
    redactor.learn("123456");

    assertThat(masked("{\"pin\":" + number + "}")).isEqualTo("{\"pin\":\"******\"}");
    assertThat(new JsonMapper().readTree("[" + number + "]"))
        .allSatisfy(json -> assertThat(redactor.mask(json).textValue()).isEqualTo("******"));
  }

  @ParameterizedTest
  @CsvSource({
    "12345",
    "-3.5",
    "1e999999999",
    "1e-999999999",
    "12345.6",
    "1.23456e-999",
    "123456e-3",
    "0"
  })
  void leavesOtherNumbersTheNumbersThatTheyAre(String number) throws JsonProcessingException {
    redactor.learn("123456");
    JsonNode json = JSON.readTree("[" + number + "]");

    assertThat(redactor.mask(json)).isEqualTo(json);
  }

  @Test
  void masksANumberThatHasLostTheZerosOfASecret() throws JsonProcessingException {
    redactor.learn("0012345678");

    assertThat(masked("{\"pin\":12345678}")).isEqualTo("{\"pin\":\"******\"}");
  }

  @Test
  void losesNoEntryWhoseNameIsEqualToAnotherWhenMasked() throws JsonProcessingException {
    redactor.learn("secret-one");
    redactor.learn("secret-two");

    assertThat(
            masked(
                "{\"k secret-one\":1,\"a\":2,\"k secret-two\":3,\"k ******\":4,\"k ****** (2)\":5,\"K\":6}"))
        .isEqualTo(
            "{\"k ****** (3)\":1,\"a\":2,\"k ****** (4)\":3,\"k ******\":4,\"k ****** (2)\":5,\"K\":6}");
  }

  @Test
  void numbersManyEqualNamesInNoTime() {
    redactor.learn("secret-one");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    // Escaped in one place or another, so that they differ and all become the same.
    StringBuilder name = new StringBuilder();
    for (int number = 0; number < 20_000; number++) {
      name.setLength(0);
      for (int index = 0; index < "secret-one".length(); index++) {
        char character = "secret-one".charAt(index);
        int digit = number / (int) Math.pow(3, index) % 3;
        name.append(
            digit == 0
                ? String.valueOf(character)
                : String.format(digit == 1 ? "\\u%04x" : "%%%02x", (int) character));
      }
      json.put(name.toString(), number);
    }
    int size = json.size();

    JsonNode masked = assertTimeout(Duration.ofSeconds(10), () -> redactor.mask(json));

    assertThat(size).isEqualTo(20_000);
    assertThat(masked).hasSize(size);
    assertThat(masked.has("****** (20000)")).isTrue();
  }

  @Test
  void masksWhatAPluginPutsInAsAnObjectOfItsOwn() {
    redactor.learn("secret-one");
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode tree = json.objectNode();
    tree.putPOJO("map", Map.of("a", List.of("x secret-one")));
    tree.putPOJO("text", URI.create("https://secret-one.example"));
    tree.putPOJO("nothing", null);
    tree.putRawValue("raw", new RawValue("\"secret-one\""));
    tree.put("octets", "my secret-one".getBytes(StandardCharsets.UTF_8));

    assertThat(redactor.mask(tree).toString())
        .contains(
            "\"map\":{\"a\":[\"x ******\"]}",
            "\"text\":\"https://******.example\"",
            "\"nothing\":null")
        .doesNotContain("secret-one")
        .doesNotContain("c2VjcmV0LW9uZ");
  }

  @Test
  void leavesOctetsWithoutASecretAsTheyAre() {
    redactor.learn("secret-one");
    JsonNode octets = JsonNodeFactory.instance.binaryNode(new byte[] {1, 2, 3});

    assertThat(redactor.mask(octets)).isSameAs(octets);
  }

  private String masked(String json) throws JsonProcessingException {
    return redactor.mask(JSON.readTree(json)).toString();
  }
}
