// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.sallyport.plugin.Secret;
import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a mail server, and from whom it takes it. */
class MailerTest {

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
          });

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void letterArrivesWithEverythingThatItSays() throws MessagingException, IOException {
    Delivery delivery = mailer(settings()).send(Samples.letter());

    assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
    assertThat(delivery.code()).isEqualTo(250);
    assertThat(delivery.detail()).startsWith("250 ");
    MimeMessage received = received().get(0);
    assertThat(received.getMessageID()).isEqualTo("<incident-1.1@sallyport.example>");
    assertThat(received.getHeader("In-Reply-To"))
        .containsExactly("<incident-1.0@sallyport.example>");
    assertThat(received.getHeader("References"))
        .containsExactly("<incident-1.0@sallyport.example>");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received.getHeader("X-Sallyport-Event")).containsExactly("OPENED");
    assertThat(received.getHeader("From")).containsExactly("sallyport@example.com");
    assertThat(received.getHeader("To")).containsExactly("ops@example.com");
    assertThat(received.getSubject()).isEqualTo("Grüße: proofpoint-acme is down");
    assertThat(received.getSentDate().toInstant()).isEqualTo(Samples.letter().date());
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) received.getContent();
    assertThat(parts.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent().toString())
        .isEqualToNormalizingNewlines(Samples.letter().text());
    assertThat(parts.getBodyPart(1).getContent().toString())
        .isEqualToNormalizingNewlines(Samples.letter().html());
  }

  @Test
  void eachAttemptHasTheSameMessageId() throws MessagingException {
    mailer(settings()).send(Samples.letter());
    mailer(settings()).send(Samples.letter());

    assertThat(received().get(0).getMessageID()).isEqualTo(received().get(1).getMessageID());
  }

  @Test
  void nothingButAsciiGoesOverTheWire() {
    mailer(settings()).send(Samples.letter());

    assertThat(GreenMailUtil.getWholeMessage(received().get(0))).matches("[\\p{ASCII}]*");
  }

  @Test
  void signsInWithUsernameAndPassword() {
    server.setUser("sallyport@example.com", "relay", "right-password");

    assertThat(
            mailer(Samples.signingIn(settings(), "relay", "right-password")).send(Samples.letter()))
        .isInstanceOf(Delivery.Accepted.class);
    Delivery wrong =
        mailer(Samples.signingIn(settings(), "relay", "wrong-password")).send(Samples.letter());
    assertThat(wrong).isInstanceOf(Delivery.Later.class);
    assertThat(wrong.code()).isEqualTo(535);
    assertThat(wrong.detail()).startsWith("sign-in: 535 ");
    assertThat(received()).hasSize(1);
  }

  @Test
  void passwordIsRevealedForEachConnection() {
    server.setUser("sallyport@example.com", "relay", "right-password");
    String[] current = {"wrong-password"};
    MailSettings known = Samples.signingIn(settings(), "relay", "");
    Mailer mailer =
        mailer(
            new MailSettings(
                known.host(),
                known.port(),
                known.security(),
                known.username(),
                Optional.of(Secret.live(() -> current[0])),
                known.from(),
                known.trustCertificates()));

    assertThat(mailer.send(Samples.letter())).isInstanceOf(Delivery.Later.class);
    current[0] = "right-password";
    assertThat(mailer.send(Samples.letter())).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void certificateThatNobodyVouchesForIsNotTrusted() {
    MailSettings settings =
        Samples.settings("127.0.0.1", server.getSmtps().getPort(), MailSecurity.TLS);

    Delivery delivery = mailer(settings).send(Samples.letter());

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(delivery.detail())
        .startsWith("TLS: The mail server's certificate is not trusted")
        .contains("GreenMail", "valid until 20");
    assertThat(received()).isEmpty();
  }

  @Test
  void otherTrustedCertificatesTakeThePlaceOfThoseOfTheJvm() {
    MailSettings settings =
        Samples.trusting(
            Samples.settings("127.0.0.1", server.getSmtps().getPort(), MailSecurity.TLS),
            TestCertificates.shared().pem(TlsMode.TRUSTED));

    assertThat(mailer(settings).send(Samples.letter()).detail())
        .startsWith("TLS: The mail server's certificate is not trusted");
  }

  @Test
  void passwordIsNotSentInClearTextToAnotherMachine() {
    Delivery delivery =
        mailer(
                Samples.signingIn(
                    Samples.settings("smtp.example.com", 25, MailSecurity.NONE), "a", "b"))
            .send(Samples.letter());

    assertThat(delivery)
        .isEqualTo(
            new Delivery.Later(
                0,
                "settings: The password would be sent in clear text, so nothing was sent. Set"
                    + " security: starttls or security: tls, or leave out username and password.",
                false));
  }

  private MailSettings settings() {
    return Samples.settings(server.getSmtp().getPort());
  }

  private static Mailer mailer(MailSettings settings) {
    return new Mailer(settings, Samples.PATIENT);
  }

  private List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }
}
