// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

  @Test
  void encodesEachSegment() {
    ApiRequest request = ApiRequest.get("/orgs/{}/users/{}", "example.com", "ada@example.com");

    assertThat(request.path()).isEqualTo("/orgs/example.com/users/ada%40example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../admin",
        "a/b",
        "1?x=",
        "1#",
        "%2e%2e",
        "@evil.example",
        "//evil.example",
        "a\\b",
        "{}",
        "é\n"
      })
  void noSegmentAddsASegmentAQueryOrAHost(String value) {
    String path = ApiRequest.get("/groups/{}/lists", value).path();

    assertThat(path).startsWith("/groups/").endsWith("/lists");
    assertThat(path.substring("/groups/".length(), path.length() - "/lists".length()))
        .matches("[A-Za-z0-9._~%-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void refusesASegmentThatWouldMoveThePath(String value) {
    assertThatThrownBy(() -> ApiRequest.get("/groups/{}", value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orgs", "/a b", "/a?b", "/a#b", "https://example.com/a", "/{"})
  void refusesAMalformedPath(String path) {
    assertThatThrownBy(() -> ApiRequest.get(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTooFewAndTooManySegments() {
    assertThatThrownBy(() -> ApiRequest.get("/{}/{}", "one"))
        .hasMessageContaining("2 places, not 1");
    assertThatThrownBy(() -> ApiRequest.get("/{}", "one", "two"))
        .hasMessageContaining("1 places, not 2");
  }

  @Test
  void encodesTheQuery() {
    assertThat(ApiRequest.get("/stats").query("from", "a&b=c").query("page", 2).query())
        .isEqualTo("from=a%26b%3Dc&page=2");
  }

  @Test
  void refusesAHeaderThatWouldForgeAnother() {
    assertThatThrownBy(() -> ApiRequest.get("/").header("X-Note", "a\r\nX-Evil: b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Note");
    assertThatThrownBy(() -> ApiRequest.get("/").header("X Note", "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyReadsAreRepeatableUnlessSaidSo() {
    assertThat(ApiRequest.get("/").isRepeatable()).isTrue();
    assertThat(ApiRequest.head("/").isRepeatable()).isTrue();
    assertThat(ApiRequest.post("/").isRepeatable()).isFalse();
    assertThat(ApiRequest.put("/").isRepeatable()).isFalse();
    assertThat(ApiRequest.patch("/").isRepeatable()).isFalse();
    assertThat(ApiRequest.delete("/").isRepeatable()).isFalse();
    assertThat(ApiRequest.post("/").repeatable().isRepeatable()).isTrue();
  }

  @Test
  void expectsWhatItIsToldAndEverySuccess() {
    ApiRequest request = ApiRequest.delete("/").expecting(404, 409);

    assertThat(request.expects(204)).isTrue();
    assertThat(request.expects(404)).isTrue();
    assertThat(request.expects(409)).isTrue();
    assertThat(request.expects(400)).isFalse();
  }
}
