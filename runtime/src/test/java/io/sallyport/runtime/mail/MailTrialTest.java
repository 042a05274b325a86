// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TlsMode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sallyport mail test} finds out. */
class MailTrialTest {

  private static final String TO = "ops@example.com";

  @Test
  void everyStageOfStartTlsWithSignInIsShownWithItsEvidence() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.STARTTLS, TlsMode.TRUSTED)) {
      MailTrial trial =
          run(Samples.signingIn(trusted(server, MailSecurity.STARTTLS), "relay", "right-password"));

      assertThat(trial.delivery()).isEqualTo(new Delivery.Accepted(250, "250 kept as 42"));
      assertThat(trial.advice()).isEmpty();
      assertThat(trial.stages())
          .extracting(TrialStage::result)
          .containsOnly(TrialStage.Result.PASSED);
      assertThat(trial.stages()).extracting(TrialStage::stage).containsExactly(MailStage.values());
      assertThat(evidence(trial, MailStage.SETTINGS))
          .isEqualTo("localhost port " + server.port() + ", security starttls");
      assertThat(evidence(trial, MailStage.NAME_LOOK_UP)).startsWith("localhost → ");
      assertThat(evidence(trial, MailStage.CONNECT)).endsWith(" port " + server.port());
      assertThat(evidence(trial, MailStage.GREETING)).startsWith("220 strict.example");
      assertThat(evidence(trial, MailStage.TLS))
          .startsWith("TLSv1.3, CN=sallyport test, valid until 20");
      assertThat(evidence(trial, MailStage.SIGN_IN)).startsWith("235 ");
      assertThat(evidence(trial, MailStage.SENDER)).startsWith("250 ");
      assertThat(evidence(trial, MailStage.RECIPIENT)).startsWith("250 ");
      assertThat(evidence(trial, MailStage.MESSAGE)).isEqualTo("250 kept as 42");
      assertThat(server.delivered()).containsExactly(TO);
    }
  }

  @Test
  void whatTheSettingsDoNotAskForIsSaidToBeSo() throws IOException {
    try (StrictSmtpServer server = StrictSmtpServer.plain()) {
      MailTrial trial = run(Samples.settings(server.port()));

      assertThat(stage(trial, MailStage.TLS).result()).isEqualTo(TrialStage.Result.NOT_ASKED);
      assertThat(evidence(trial, MailStage.SIGN_IN))
          .isEqualTo("not asked for: there is no username");
    }
  }

  @Test
  void serverGreetsInTlsWhereThatIsSpokenFromTheFirstByte() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.TLS, TlsMode.TRUSTED)) {
      MailTrial trial = run(trusted(server, MailSecurity.TLS));

      assertThat(trial.stages())
          .extracting(TrialStage::stage)
          .startsWith(
              MailStage.SETTINGS,
              MailStage.NAME_LOOK_UP,
              MailStage.CONNECT,
              MailStage.TLS,
              MailStage.GREETING);
      assertThat(trial.delivery()).isInstanceOf(Delivery.Accepted.class);
    }
  }

  @Test
  void stageThatFailsEndsTheTrialWithACauseAndAChange() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.SIGN_IN, TlsMode.TRUSTED)) {
      MailTrial trial =
          run(Samples.signingIn(Samples.settings(server.port()), "relay", "wrong-password"));

      assertThat(stage(trial, MailStage.GREETING).result()).isEqualTo(TrialStage.Result.PASSED);
      assertThat(stage(trial, MailStage.SIGN_IN).result()).isEqualTo(TrialStage.Result.FAILED);
      assertThat(evidence(trial, MailStage.SIGN_IN)).startsWith("535 ");
      assertThat(stage(trial, MailStage.SENDER).result()).isEqualTo(TrialStage.Result.NOT_REACHED);
      assertThat(advice(trial))
          .contains("username or the password is wrong", "Correct username and password");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ops@example.com       | 550 | relay denied     | set username and password",
        "ops@example.com       | 554 | relay denied     | have this machine allowed to relay",
        "ops@example.com       | 450 | greylisting      | Try again in some minutes",
        "ops@example.com       | 530 | wants a sign-in  | Set username and password",
        "sallyport@example.com | 553 | does not accept mail from sallyport@example.com | Set from",
        "text                  | 554 | by a rule or a filter | exempted"
      })
  void answerHasItsLikelyCause(String what, int code, String cause, String change)
      throws IOException {
    try (StrictSmtpServer server = StrictSmtpServer.plain().refusing(what, code)) {
      assertThat(advice(run(Samples.settings(server.port())))).contains(cause, change);
    }
  }

  @Test
  void eachFaultOfTheWayHasItsLikelyCause() throws IOException {
    assertThat(advice(run(Samples.settings("mail.invalid", 25, MailSecurity.NONE))))
        .contains("host");
    assertThat(faultyAdvice(MailSecurity.NONE, talk -> talk.say("hello").hang()))
        .contains("is no mail server", "Usual are 25 with none, 587 with starttls, 465 with tls.");
    assertThat(faultyAdvice(MailSecurity.NONE, FaultySmtpServer.Talk::hang))
        .contains("does not greet as a mail server does");
    assertThat(faultyAdvice(MailSecurity.STARTTLS, talk -> talk.greet().hear()))
        .contains("does not offer STARTTLS", "security: tls with port 465");
    assertThat(faultyAdvice(MailSecurity.TLS, talk -> talk.say("220 plain").hang()))
        .contains("does not speak TLS from the first byte", "security: starttls");
    assertThat(faultyAdvice(MailSecurity.NONE, talk -> talk.greet().takeEnvelope().takeText()))
        .contains("It may have been delivered.");
  }

  @Test
  void certificateThatIsNotTrustedIsShownWithWhatToDo() throws IOException {
    try (StrictSmtpServer server =
        StrictSmtpServer.start(StrictSmtpServer.Kind.STARTTLS, TlsMode.TRUSTED)) {
      // The Java runtime does not know the authority.
      MailTrial trial = run(Samples.settings("localhost", server.port(), MailSecurity.STARTTLS));

      assertThat(evidence(trial, MailStage.TLS))
          .startsWith(
              "The mail server's certificate is not trusted, CN=sallyport test, valid until ");
      assertThat(advice(trial)).contains("Set trustCertificates under mail:");
    }
  }

  @Test
  void certificateThatRunsOutInTwoWeeksIsAWarning() {
    Instant now = Instant.parse("2026-11-26T10:00:00Z");

    assertThat(TlsSockets.warning(now, now.plus(Duration.ofDays(15)))).isEmpty();
    assertThat(TlsSockets.warning(now, now.plus(Duration.ofDays(14))))
        .contains("The mail server's certificate runs out in 14 days.");
    assertThat(TlsSockets.warning(now, now.plus(Duration.ofHours(30))))
        .contains("The mail server's certificate runs out in 1 day.");
  }

  @Test
  void port465WithoutTlsIsExplained() {
    MailFailure silent =
        new MailFailure(MailStage.GREETING, Trouble.TIMED_OUT, 0, "nothing", false);

    assertThat(
            MailAdvice.on(silent, Samples.settings("localhost", 465, MailSecurity.STARTTLS))
                .change())
        .isEqualTo("Set security: tls, or port: 587.");
  }

  @Test
  void onlyAPlainAddressIsTried() {
    assertThatThrownBy(() -> MailTrial.run(Samples.settings(25), "Ops <ops@example.com>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The recipient is not one plain mail address");
  }

  private static String faultyAdvice(MailSecurity security, FaultySmtpServer.Script script)
      throws IOException {
    try (FaultySmtpServer server = FaultySmtpServer.that(script)) {
      return advice(
          MailTrial.run(
              Samples.settings("127.0.0.1", server.port(), security), Samples.SHORT_READ, TO));
    }
  }

  private static MailTrial run(MailSettings settings) {
    return MailTrial.run(settings, Samples.PATIENT, TO);
  }

  private static MailSettings trusted(StrictSmtpServer server, MailSecurity security) {
    return Samples.trusting(
        Samples.settings("localhost", server.port(), security),
        TestCertificates.shared().pem(TlsMode.TRUSTED));
  }

  private static TrialStage stage(MailTrial trial, MailStage wanted) {
    List<TrialStage> found =
        trial.stages().stream().filter(stage -> stage.stage() == wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String evidence(MailTrial trial, MailStage wanted) {
    return stage(trial, wanted).evidence();
  }

  private static String advice(MailTrial trial) {
    return trial.advice().map(advice -> advice.cause() + " " + advice.change()).orElse("");
  }
}
