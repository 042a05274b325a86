// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static io.sallyport.runtime.mail.Samples.PATIENT;
import static io.sallyport.runtime.mail.Samples.SHORT_READ;
import static io.sallyport.runtime.mail.Samples.SHORT_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server can do to the thread that sends mail. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailerFaultsTest {

  /** Far less than any time that was not made short, and enough for a busy machine. */
  private static final Duration IN_TIME = Duration.ofSeconds(8);

  /** What a JVM does only once must not count as the server's time. */
  @BeforeAll
  static void warmUp() {
    assertThat(send(talk -> talk.greet().takeEnvelope().takeText().say("250 taken").hear()))
        .isInstanceOf(Delivery.Accepted.class);
    send(PATIENT, MailSecurity.TLS, talk -> talk.say("220 plain").hang());
  }

  @Test
  void refusedConnectionIsTriedAgain() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }

    Delivery delivery = send(PATIENT, Samples.settings(port));

    assertLater(delivery, 0, false, "connect: The connection was refused.");
  }

  @Test
  void unknownHostIsTriedAgain() {
    Delivery delivery = send(PATIENT, Samples.settings("mail.invalid", 25, MailSecurity.NONE));

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(delivery.detail()).startsWith("name look-up: ");
  }

  @Test
  void silentServerIsLeftAfterTheTimeOfARead() {
    Delivery delivery = send(SHORT_READ, MailSecurity.NONE, FaultySmtpServer.Talk::hang);

    assertLater(delivery, 0, false, "greeting: The mail server did not answer in time.");
  }

  @Test
  void aByteNowAndThenDoesNotKeepTheThreadLongerThanTheDeadline() {
    Delivery delivery =
        send(
            SHORT_TOTAL,
            MailSecurity.NONE,
            talk -> talk.dribble("220-slowly\r\n", Duration.ofMillis(50)));

    assertLater(
        delivery,
        0,
        false,
        "greeting: The mail server took too long altogether; the connection was closed.");
  }

  @Test
  void hangAfterDataLeavesTheMailUnsent() {
    Delivery delivery =
        send(
            SHORT_READ,
            MailSecurity.NONE,
            talk -> {
              talk.greet().takeEnvelope().hear();
              talk.hang();
            });

    assertLater(delivery, 0, false, "message: The mail server did not answer in time.");
  }

  @Test
  void hangAfterTheFinalDotMayHaveSentTheMail() {
    Delivery delivery =
        send(SHORT_READ, MailSecurity.NONE, talk -> talk.greet().takeEnvelope().takeText().hang());

    assertLater(delivery, 0, true, "message: The mail server did not answer in time.");
  }

  @Test
  void aByteNowAndThenAfterTheFinalDotMayHaveSentTheMail() {
    Delivery delivery =
        send(
            SHORT_TOTAL,
            MailSecurity.NONE,
            talk ->
                talk.greet()
                    .takeEnvelope()
                    .takeText()
                    .dribble("250-slowly\r\n", Duration.ofMillis(50)));

    assertLater(
        delivery,
        0,
        true,
        "message: The mail server took too long altogether; the connection was closed.");
  }

  @Test
  void connectionLostAfterTheFinalDotMayHaveSentTheMail() {
    Delivery delivery = send(talk -> talk.greet().takeEnvelope().takeText());

    assertLater(
        delivery,
        0,
        true,
        "message: The connection was lost before the mail server said whether it has the mail.");
  }

  @Test
  void connectionLostBeforeTheTextLeavesTheMailUnsent() {
    Delivery delivery = send(talk -> talk.greet().takeEnvelope());

    assertLater(delivery, 0, false, "message: The connection was lost.");
  }

  @Test
  void serverThatShutsDownAfterTheFinalDotHasAnsweredAndDoesNotHaveTheMail() {
    Delivery delivery =
        send(talk -> talk.greet().takeEnvelope().takeText().say("421 4.3.2 shutting down"));

    assertLater(delivery, 421, false, "message: 421 4.3.2 shutting down");
  }

  @Test
  void serverThatShutsDownAtTheRecipientIsTriedAgain() {
    Delivery delivery =
        send(
            talk -> {
              talk.greet().hear();
              talk.say("250 ok").hear();
              talk.say("421 4.3.2 shutting down");
            });

    assertLater(delivery, 421, false, "recipient: 421 4.3.2 shutting down");
  }

  @Test
  void greetingThatRefusesIsTriedAgain() {
    assertLater(
        send(talk -> talk.say("554 5.7.1 go away").hear()),
        554,
        false,
        "greeting: 554 5.7.1 go away");
    assertLater(
        send(talk -> talk.say("421 too many connections").hear()),
        421,
        false,
        "greeting: 421 too many connections");
  }

  @Test
  void rubbishGreetingIsNoMailServer() {
    Delivery delivery = send(talk -> talk.say("Welcome to the machine").hang());

    assertLater(
        delivery,
        0,
        false,
        "greeting: The answer is not one that a mail server gives here: Welcome to the machine");
  }

  @Test
  void answerWithoutEndIsCutOff() {
    Delivery delivery =
        send(
            talk -> {
              String line = "220-" + "x".repeat(8_000) + "\r\n";
              while (true) {
                talk.sayRaw(line);
              }
            });

    assertLater(delivery, 0, false, "greeting: The mail server's answer does not end.");
  }

  @Test
  void startTlsThatHangsIsLeft() {
    Delivery delivery =
        send(
            SHORT_READ,
            MailSecurity.STARTTLS,
            talk -> {
              talk.greet("STARTTLS").hear();
              talk.say("220 go ahead").hang();
            });

    assertLater(delivery, 0, false, "TLS: The mail server did not answer in time.");
  }

  @Test
  void startTlsThatEndsInRubbishIsTriedAgain() {
    Delivery delivery =
        send(
            PATIENT,
            MailSecurity.STARTTLS,
            talk -> {
              talk.greet("STARTTLS").hear();
              talk.say("220 go ahead").say("250 but I speak no TLS").hang();
            });

    assertLater(delivery, 0, false, "TLS: The mail server does not speak TLS here.");
  }

  @Test
  void whatIsSaidInClearTextBeforeTlsIsForgotten() {
    Delivery delivery =
        send(
            SHORT_READ,
            MailSecurity.STARTTLS,
            talk -> {
              talk.greet("STARTTLS").hear();
              talk.sayRaw("220 go ahead\r\n250-injected\r\n250 AUTH PLAIN\r\n").hang();
            });

    assertLater(delivery, 0, false, "TLS: The mail server did not answer in time.");
  }

  @Test
  void serverWithoutStartTlsIsGivenNothing() throws IOException {
    try (FaultySmtpServer server = FaultySmtpServer.that(talk -> talk.greet().hear())) {
      Delivery delivery =
          send(PATIENT, Samples.settings("127.0.0.1", server.port(), MailSecurity.STARTTLS));

      assertLater(
          delivery, 0, false, "TLS: The mail server does not offer STARTTLS, so nothing was sent.");
      assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void tlsWithAServerThatDoesNotSpeakItIsTriedAgain() {
    Delivery delivery = send(PATIENT, MailSecurity.TLS, talk -> talk.say("220 plain").hang());

    assertLater(delivery, 0, false, "TLS: The mail server does not speak TLS here.");
  }

  @Test
  void serverThatReadsNoMoreIsLeft() throws IOException {
    Letter huge =
        new Letter(
            "ops@example.com",
            "<1@sallyport.example>",
            Optional.empty(),
            "much",
            "a line of text\n".repeat(1_000_000),
            "",
            "OPENED",
            Samples.letter().date());
    try (FaultySmtpServer server =
        FaultySmtpServer.that(
            talk -> {
              talk.greet().takeEnvelope().hear();
              talk.say("354 go ahead").hang();
            })) {
      Delivery delivery = send(SHORT_TOTAL, Samples.settings(server.port()), huge);

      assertThat(delivery).isInstanceOf(Delivery.Later.class);
      assertThat(((Delivery.Later) delivery).perhapsSent()).isFalse();
      assertThat(delivery.detail())
          .isEqualTo(
              "message: The mail server took too long altogether; the connection was closed.");
    }
  }

  @Test
  void connectionThatTheServerHasClosedMeanwhileIsReplaced() throws IOException {
    try (FaultySmtpServer server =
            FaultySmtpServer.that(talk -> talk.greet().takeEnvelope().takeText().say("250 taken"));
        MailSession session = new Mailer(Samples.settings(server.port()), PATIENT).open()) {
      assertThat(session.send(Samples.letter()).detail()).isEqualTo("250 taken");
      assertThat(session.send(Samples.letter()).detail()).isEqualTo("250 taken");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void connectionThatIsLostAfterARefusedRecipientIsReplaced() throws IOException {
    try (FaultySmtpServer server =
            FaultySmtpServer.that(
                talk -> {
                  talk.greet().hear();
                  talk.say("250 ok");
                  if (talk.hear().contains("gone@")) {
                    talk.say("550 unknown");
                    return;
                  }
                  talk.say("250 ok").takeText().say("250 taken").hear();
                });
        MailSession session = new Mailer(Samples.settings(server.port()), PATIENT).open()) {
      assertThat(session.send(Samples.letterTo("gone@example.com")))
          .isEqualTo(new Delivery.Refused(550, "recipient: 550 unknown"));
      assertThat(session.send(Samples.letter())).isEqualTo(new Delivery.Accepted(250, "250 taken"));
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void anotherSuccessThan250IsOneToo() {
    Delivery delivery =
        send(
            talk -> {
              talk.greet().takeEnvelope().takeText().say("252 queued").hear();
              talk.say("250 reset");
            });

    assertThat(delivery).isEqualTo(new Delivery.Accepted(252, "252 queued"));
  }

  private static Delivery send(FaultySmtpServer.Script script) {
    return send(PATIENT, MailSecurity.NONE, script);
  }

  private static Delivery send(
      MailTimes times, MailSecurity security, FaultySmtpServer.Script script) {
    try (FaultySmtpServer server = FaultySmtpServer.that(script)) {
      return send(times, Samples.settings("127.0.0.1", server.port(), security));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Delivery send(MailTimes times, MailSettings settings) {
    return send(times, settings, Samples.letter());
  }

  private static Delivery send(MailTimes times, MailSettings settings, Letter letter) {
    long start = System.nanoTime();
    Delivery delivery = new Mailer(settings, times).send(letter);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
    return delivery;
  }

  private static void assertLater(Delivery delivery, int code, boolean perhapsSent, String detail) {
    assertThat(delivery).isEqualTo(new Delivery.Later(code, detail, perhapsSent));
  }
}
