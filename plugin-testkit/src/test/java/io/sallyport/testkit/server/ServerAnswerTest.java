// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAnswerTest {

  @Test
  void holdsNothingThatWasNotGiven() {
    ServerAnswer answer = ServerAnswer.of(204);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers()).isEmpty();
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void declaresAndEncodesATextAsUtf8() {
    ServerAnswer answer = ServerAnswer.json(200, "\"\u00e4\"");

    assertThat(answer.headers()).containsExactly(Map.entry("Content-Type", "application/json"));
    assertThat(answer.body()).hasSize(4);
    assertThat(answer.text()).isEqualTo("\"\u00e4\"");
    assertThat(answer).hasToString("status 200 with 4 bytes");
  }

  @Test
  void addsAHeaderBesideOneOfTheSameName() {
    ServerAnswer answer =
        ServerAnswer.of(200).withHeader("Set-Cookie", "a").withHeader("Set-Cookie", "b");

    assertThat(answer.headers())
        .containsExactly(Map.entry("Set-Cookie", "a"), Map.entry("Set-Cookie", "b"));
  }

  @Test
  void cannotBeChangedThroughItsBody() {
    byte[] body = {1};
    ServerAnswer answer = ServerAnswer.bytes(200, "x/y", body);
    body[0] = 2;
    answer.body()[0] = 3;

    assertThat(answer.body()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"a b, c", "'', c", "a:, c", "a, 'c\r\nd: e'", "a, \u20ac"})
  void refusesWhatCannotStandInAHeader(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAnswer.of(200).withHeader(name, value))
        .withMessageStartingWith("This cannot be sent as a header: " + name + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length", "Transfer-Encoding"})
  void refusesAHeaderThatIsTheServers(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAnswer.of(200).withHeader(name, "1"))
        .withMessage(name + " is set by the server. To send a wrong one use a fault, like cut.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 199, 1000})
  void refusesAStatusThatIsNone(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerAnswer.of(status))
        .withMessage("A status is a number from 200 to 999; this is " + status + ".");
  }
}
