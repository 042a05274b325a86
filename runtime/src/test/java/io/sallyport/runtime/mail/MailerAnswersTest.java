// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server's answer makes of a letter. */
class MailerAnswersTest {

  @ParameterizedTest
  @ValueSource(ints = {421, 450, 451, 452, 455})
  void aRecipientWhoIsNotTakenNowIsTriedAgain(int code) throws IOException {
    Delivery delivery = answeredAt("ops@example.com", code);

    assertThat(delivery)
        .isEqualTo(new Delivery.Later(code, "recipient: " + code + " not this one", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 550, 551, 552, 553, 554, 571})
  void aRecipientWhoIsNotTakenAtAllIsRefused(int code) throws IOException {
    Delivery delivery = answeredAt("ops@example.com", code);

    assertThat(delivery)
        .isEqualTo(new Delivery.Refused(code, "recipient: " + code + " not this one"));
  }

  @ParameterizedTest
  @CsvSource({
    "421,false",
    "450,false",
    "451,false",
    "452,false",
    "550,true",
    "552,true",
    "554,true"
  })
  void theWholeMailIsTriedAgainOrRefusedByTheCode(int code, boolean isFinal) throws IOException {
    Delivery delivery = answeredAt("text", code);

    String detail = "message: " + code + " not this one";
    assertThat(delivery)
        .isEqualTo(
            isFinal ? new Delivery.Refused(code, detail) : new Delivery.Later(code, detail, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {451, 550, 553})
  void aSenderWhoIsNotTakenIsNotTheMailsFault(int code) throws IOException {
    Delivery delivery = answeredAt("sallyport@example.com", code);

    assertThat(delivery)
        .isEqualTo(new Delivery.Later(code, "sender: " + code + " not this one", false));
  }

  @Test
  void aSignInThatIsAskedForAtTheRecipientIsNotTheMailsFault() throws IOException {
    assertThat(answeredAt("ops@example.com", 530)).isInstanceOf(Delivery.Later.class);
  }

  @Test
  void oneBadRecipientLeavesTheOthersAndTheConnection() throws IOException {
    try (StrictSmtpServer server = StrictSmtpServer.plain().refusing("gone@example.com", 550);
        MailSession session = mailer(Samples.settings(server.port())).open()) {
      assertThat(session.send(Samples.letterTo("gone@example.com")))
          .isInstanceOf(Delivery.Refused.class);
      assertThat(session.send(Samples.letterTo("ops@example.com")))
          .isEqualTo(new Delivery.Accepted(250, "250 kept as 42"));
      assertThat(session.send(Samples.letterTo("gone@example.com")))
          .isInstanceOf(Delivery.Refused.class);
      assertThat(server.delivered()).containsExactly("ops@example.com");
    }
  }

  @Test
  void startTlsWithATrustedCertificateSendsAndSignsIn() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.STARTTLS, TlsMode.TRUSTED)) {
      MailSettings settings = trusting(server, MailSecurity.STARTTLS, TlsMode.TRUSTED);

      assertThat(
              mailer(Samples.signingIn(settings, "relay", "right-password")).send(Samples.letter()))
          .isEqualTo(new Delivery.Accepted(250, "250 kept as 42"));
      Delivery wrong =
          mailer(Samples.signingIn(settings, "relay", "wrong-password")).send(Samples.letter());
      assertThat(wrong).isInstanceOf(Delivery.Later.class);
      assertThat(wrong.code()).isEqualTo(535);
    }
  }

  @Test
  void tlsFromTheFirstByteWithATrustedCertificateSends() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.TLS, TlsMode.TRUSTED)) {
      assertThat(mailer(trusting(server, MailSecurity.TLS, TlsMode.TRUSTED)).send(Samples.letter()))
          .isEqualTo(new Delivery.Accepted(250, "250 kept as 42"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STARTTLS,EXPIRED,has expired",
    "STARTTLS,WRONG_HOST,is for another name",
    "TLS,EXPIRED,has expired",
    "TLS,WRONG_HOST,is for another name"
  })
  void aServerWithAnotherCertificateIsGivenNothing(
      MailSecurity security, TlsMode mode, String reason) throws IOException {
    StrictSmtpServer.Kind kind = StrictSmtpServer.Kind.valueOf(security.name());
    try (StrictSmtpServer server = StrictSmtpServer.start(kind, mode)) {
      Delivery delivery =
          mailer(trusting(server, security, TlsMode.TRUSTED)).send(Samples.letter());

      assertThat(delivery).isInstanceOf(Delivery.Later.class);
      assertThat(delivery.code()).isZero();
      assertThat(delivery.detail()).startsWith("TLS: The mail server's certificate " + reason);
      assertThat(server.delivered()).isEmpty();
    }
  }

  @Test
  void serverThatOffersNoSignInIsNotGivenTheMailWithoutOne() throws IOException {
    try (StrictSmtpServer server = StrictSmtpServer.plain()) {
      Delivery delivery =
          mailer(Samples.signingIn(Samples.settings(server.port()), "relay", "right-password"))
              .send(Samples.letter());

      assertThat(delivery)
          .isEqualTo(
              new Delivery.Later(
                  0,
                  "sign-in: The mail server does not offer to sign in with a username and a"
                      + " password.",
                  false));
      assertThat(server.delivered()).isEmpty();
    }
  }

  @Test
  void settingsThatCannotBeUsedAreNotTheMailsFault() {
    MailSettings settings =
        new MailSettings(
            "127.0.0.1",
            25,
            MailSecurity.NONE,
            Optional.of("relay"),
            Optional.empty(),
            "sallyport@example.com",
            Optional.empty());

    assertThat(mailer(settings).send(Samples.letter()))
        .isEqualTo(
            new Delivery.Later(
                0,
                "settings: There is a username without password. Set both, to sign in, or none.",
                false));
    assertThat(mailer(Samples.trusting(Samples.settings(25), "no PEM")).send(Samples.letter()))
        .isInstanceOf(Delivery.Later.class)
        .extracting(Delivery::detail)
        .asString()
        .startsWith("settings: trustCertificates holds no certificate");
  }

  private static Delivery answeredAt(String what, int code) throws IOException {
    try (StrictSmtpServer server = StrictSmtpServer.plain().refusing(what, code)) {
      return mailer(Samples.settings(server.port())).send(Samples.letter());
    }
  }

  private static MailSettings trusting(
      StrictSmtpServer server, MailSecurity security, TlsMode mode) {
    return Samples.trusting(
        Samples.settings("localhost", server.port(), security),
        TestCertificates.shared().pem(mode));
  }

  private static Mailer mailer(MailSettings settings) {
    return new Mailer(settings, Samples.PATIENT);
  }
}
