// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a letter becomes another header, recipient or command. */
class LetterCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com",
        "alice.o'hara+alerts@mail.example.com",
        "root@localhost",
        "a_b-c=d@xn--bcher-kva.example",
        "1@192-0-2-1.example"
      })
  void takesOnePlainAddress(String address) {
    assertThat(MailAddress.problem(address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "@example.com",
        "alice@",
        "alice@example.com, bob@example.com",
        "alice@example.com bob@example.com",
        "alice@example.com;bob@example.com",
        "Alice <alice@example.com>",
        "<alice@example.com>",
        "alice@example.com>",
        "alice@example.com\r\nBcc: bob@example.com",
        "alice@example.com\nBcc: bob@example.com",
        "alice@example.com\r",
        "alice\0@example.com",
        "alice\u0085@example.com",
        "alice\u2028@example.com",
        "\"alice bob\"@example.com",
        "alice(comment)@example.com",
        "älice@example.com",
        "alice@bücher.example",
        "alice@exаmple.com",
        "alice..bob@example.com",
        ".alice@example.com",
        "alice@example..com",
        "alice@-example.com",
        "alice@example.com.",
        "alice@[192.0.2.1]",
        "alice@example.com SIZE=1",
        "group: alice@example.com;",
        "a@b@example.com",
        "\talice@example.com"
      })
  void refusesEverythingElseAsAnAddress(String address) {
    assertThat(MailAddress.problem(address)).isPresent();
    assertThat(LetterCheck.problem(Samples.letterTo(address)))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("The recipient is not one"));
  }

  @Test
  void refusesAddressesThatAreTooLong() {
    assertThat(MailAddress.problem("a".repeat(65) + "@example.com")).isPresent();
    assertThat(MailAddress.problem("a@" + "b".repeat(64) + ".example")).isPresent();
    assertThat(MailAddress.problem("a@" + "b.".repeat(130) + "example")).isPresent();
  }

  static Stream<UnaryOperator<Letter>> injections() {
    return Stream.of("\r\nBcc: b@example.com", "\nx", "\rx", "\0", "\u0085x", "\u2028x", "\u007f")
        .flatMap(
            bad ->
                Stream.of(
                    letter -> with(letter, letter.messageId() + bad, letter.subject(), "e"),
                    letter -> with(letter, "<1" + bad + "@example.com>", letter.subject(), "e"),
                    letter -> with(letter, letter.messageId(), "down" + bad, "e"),
                    letter -> with(letter, letter.messageId(), letter.subject(), "e" + bad),
                    letter ->
                        new Letter(
                            letter.to(),
                            letter.messageId(),
                            Optional.of("<1@example.com>" + bad),
                            letter.subject(),
                            letter.text(),
                            letter.html(),
                            letter.event(),
                            letter.date())));
  }

  @ParameterizedTest
  @MethodSource("injections")
  void refusesControlCharactersInEveryHeaderBeforeAnyConnection(UnaryOperator<Letter> change)
      throws IOException {
    try (FaultySmtpServer server = FaultySmtpServer.that(FaultySmtpServer.Talk::hang)) {
      Delivery delivery =
          new Mailer(Samples.settings(server.port()), Samples.PATIENT)
              .send(change.apply(Samples.letter()));

      assertThat(delivery).isInstanceOf(Delivery.Refused.class);
      assertThat(delivery.code()).isZero();
      assertThat(delivery.detail()).doesNotContain("Bcc").matches("The [ -~]+\\.");
      assertThat(server.connections()).isZero();
    }
  }

  private static Letter with(Letter letter, String messageId, String subject, String event) {
    return new Letter(
        letter.to(),
        messageId,
        letter.inReplyTo(),
        subject,
        letter.text(),
        letter.html(),
        event,
        letter.date());
  }
}
