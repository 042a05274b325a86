// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a playbook gets must be what the product said when no secret is in it. */
class NoOverMaskingTest {

  /** As people and products make them, down to the shortest that are masked. */
  private static final List<String> SECRETS =
      List.of(
          "Summer2026!",
          "hunter22",
          "s3cr3t",
          "qwerty",
          "483920",
          "00771234",
          "correct horse battery staple",
          "p+w%20d&amp;",
          "******",
          "ab-cd_ef",
          "Zm9vYmFy",
          "deadbeefcafe",
          "日本語日本語",
          "sk_live_51H8xExampleExampleExample",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJleGFtcGxlIn0.c2lnbmF0dXJl",
          "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIB\n-----END KEY-----");

  private final Redactor redactor = new Redactor();

  @BeforeEach
  void learn() {
    SECRETS.forEach(redactor::learn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"allow_list\":[\"partner@good.example\",\"*@trusted.example\",\"10.20.*.*\"],\"block_list\":[]}",
        "[{\"name\":\"example.com\",\"is_active\":true,\"is_relay\":false,\"failovers\":[\"192.0.2.1\"],\"destination\":\"mx.example.com\",\"id\":48392}]",
        "{\"errors\":{\"allow_list\":[\"The allow list field is required.\"]},\"message\":\"Unprocessable Entity\",\"status\":422}",
        "{\"uid\":48391,\"eid\":1234567,\"created\":\"2026-01-01T00:00:00.000+02:00\",\"score\":0.4839,\"ratio\":1.0E-7,\"big\":12345678901234567890}",
        "{\"id\":\"6f1ed002-ab5d-4b3c-9d2e-0c5a3b7f9e21\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}",
        "{\"token_type\":\"Bearer\",\"certificate\":\"-----BEGIN KEY-----\",\"mask\":\"*****\",\"stars\":\"** **\"}",
        "{\"html\":\"<p class='a'>100% safe &amp; sound &#8211; s3cr&shy;t-ish</p>\",\"url\":\"https://us1.example/api/v1/?q=a%20b+c&x=%2F\"}",
        "{\"password\":\"\",\"user\":\"hunter\",\"season\":\"Summer\",\"year\":2026,\"keys\":\"qwert\",\"cut\":\"correct…\",\"dots\":\"sk_live...\"}",
        "{\"日本語\":\"日本語\",\"path\":\"C:\\\\temp\\\\new\\\\u00e4\",\"tabs\":\"a\\tb\\r\\nc\",\"emoji\":\"😀\"}",
      })
  void leavesRealisticAnswersAsTheyAre(String answer) throws JsonProcessingException {
    JsonNode json = new JsonMapper().readTree(answer);

    assertThat(redactor.mask(json)).isEqualTo(json);
    assertThat(redactor.mask(json.toPrettyString())).isEqualTo(json.toPrettyString());
    assertThat(redactor.mask(answer)).isSameAs(answer);
  }

  @Test
  void doesNotTakeAFewCharactersForASecretThatIsMostlyBlank() {
    redactor.learn("a      b");

    assertThat(redactor.mask("a b, a   b")).isEqualTo("a b, a   b");
    assertThat(redactor.mask("<a      b>")).isEqualTo("<******>");
  }

  @Test
  void leavesLargeAnswersOfAllKindsAsTheyAre() {
    Random random = new Random(38);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (int number = 0; number < 5_000; number++) {
      byte[] octets = new byte[30];
      random.nextBytes(octets);
      ObjectNode entry = entries.addObject();
      entry.put("id", 1_000_000_000L + random.nextInt(400_000));
      entry.put("address", "sender" + number + "@good.example");
      entry.put("score", random.nextDouble());
      entry.put("digest", HexFormat.of().formatHex(octets));
      entry.put("body", Base64.getEncoder().encodeToString(octets));
      entry.put("text", new String(octets, StandardCharsets.ISO_8859_1));
      entry.put("at", "2026-01-0" + (1 + number % 9) + "T00:00:00Z");
    }

    assertThat(redactor.mask(entries)).isEqualTo(entries);
  }
}
