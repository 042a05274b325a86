// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.runtime.secret.Redactor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLineTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Redactor redactor = new Redactor();

  @Test
  void writesADecisionInAFixedOrder() {
    assertThat(AuditLine.of(Entries.of("call-1"), redactor)).isEqualTo(Entries.PLAIN);
  }

  @Test
  void repeatsTheDecisionAtTheEnd() {
    assertThat(AuditLine.of(Entries.ended("call-1"), redactor))
        .isEqualTo(
            Entries.PLAIN
                    .replace("12:00:00.500", "12:00:01.000")
                    .replace("\"event\":\"decision\"", "\"event\":\"end\"")
                    .replaceFirst("}$", "")
                + ",\"outcome\":\"Failed\",\"status\":401,\"sent\":\"yes\",\"durationMs\":500}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n{\"time\":\"2026\",\"event\":\"decision\"}",
        "a\r\nb",
        "a\u0000b",
        "a\u001b[2Kb",
        "a\u007fb",
        "a\u0085b",
        "a\u009bb",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b\u2069",
        "a\u200fb",
        "a\ufeffb",
        "\ud800",
        "\udc00\ud800",
        "a\",\"decision\":\"allowed",
        "a\\",
        "\ud83d\ude00 Müller",
      })
  void cannotBeMadeToSaySomethingElse(String hostile) throws Exception {
    String line = AuditLine.of(Entries.of("call-1", hostile, List.of(hostile)), redactor);

    assertThat(line.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(point -> Character.getType(point) == Character.FORMAT)
        .noneMatch(point -> Character.getType(point) == Character.SURROGATE)
        .noneMatch(point -> point == 0x2028 || point == 0x2029);
    JsonNode read = JSON.readTree(line);
    assertThat(read.get("connection").asText()).isEqualTo(hostile);
    assertThat(read.get("inputs").get(0).asText()).isEqualTo(hostile);
    assertThat(JSON.readTree(Entries.PLAIN).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(read::fieldNames);
  }

  @Test
  void leavesNothingOfASecretThatTheCutGoesThrough() {
    String secret = "canary-7f3a9c1e5b";
    redactor.learn(secret);

    String line =
        AuditLine.of(Entries.of("call-1", "x".repeat(190) + secret, List.of(secret)), redactor);

    assertThat(line).doesNotContain("canary").contains("\"inputs\":[\"******\"]");
  }

  @Test
  void boundsWhatACallerCanMakeItHold() throws Exception {
    List<String> names = IntStream.range(0, 1_000).mapToObj(i -> i + "n".repeat(10_000)).toList();

    String line = AuditLine.of(Entries.of("call-1", "c".repeat(100_000), names), redactor);

    JsonNode read = JSON.readTree(line);
    assertThat(line.length()).isLessThan(15_000);
    assertThat(read.get("inputs")).hasSize(50);
    assertThat(read.get("inputsLeftOut").asInt()).isEqualTo(950);
    assertThat(read.get("connection").asText()).isEqualTo("c".repeat(200) + "…");
  }
}
