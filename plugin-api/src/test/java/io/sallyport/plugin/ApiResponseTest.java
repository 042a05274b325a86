// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiResponseTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"a\":", "{} trailing", "{\"a\":1} {\"b\":2}"})
  void saysThatItCannotBeRead(String body) {
    assertThatThrownBy(() -> answer("text/html", body).json())
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.status()).isEqualTo(502);
              assertThat(e.sent()).contains(Sent.YES);
              assertThat(e.details()).hasSize(2);
              assertThat(e.details().get(0)).contains("text/html");
              assertThat(e.details().get(1)).contains("sign-in page", "Server URL");
            });
  }

  @Test
  void refusesWhatIsTooDeep() {
    assertThatThrownBy(() -> answer("application/json", "[".repeat(201) + "]".repeat(201)).json())
        .isInstanceOf(CommandException.class);
    assertThat(answer("application/json", "[".repeat(199) + "]".repeat(199)).json().isArray())
        .isTrue();
  }

  @Test
  void readsTextInTheCharsetThatIsNamed() {
    ApiResponse latin =
        ApiResponse.of(
            200,
            Map.of("Content-Type", List.of("text/plain; charset=iso-8859-1")),
            "é".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(latin.text()).isEqualTo("é");
    assertThat(answer("text/plain; charset=no-such-thing", "é").text()).isEqualTo("é");
  }

  @Test
  void findsHeadersInAnyCaseAndNeverPrintsTheBody() {
    ApiResponse answer = answer("application/json", "{\"token\":\"canary\"}");

    assertThat(answer.header("CONTENT-TYPE")).contains("application/json");
    assertThat(answer.header("X-Missing")).isEmpty();
    assertThat(answer).asString().doesNotContain("canary");
  }

  private static ApiResponse answer(String type, String body) {
    return ApiResponse.of(
        200, Map.of("content-type", List.of(type)), body.getBytes(StandardCharsets.UTF_8));
  }
}
