// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that repeats the password does not make it known. */
class MailSecretsTest {

  private static final String USERNAME = "relay@example.com";
  private static final String PASSWORD = "canary-5Wh7-mail";

  @RegisterExtension final CapturedLog log = new CapturedLog();

  @ParameterizedTest
  @ValueSource(
      strings = {"535 no %s here", "535-no\r\n535 %s", "454 %s", "235 hello %s", "what %s", "%s"})
  void passwordIsInNothingThatIsKeptOrShown(String answer) throws IOException {
    String plain = Base64.getEncoder().encodeToString(bytes("\0" + USERNAME + "\0" + PASSWORD));
    String password = Base64.getEncoder().encodeToString(bytes(PASSWORD));
    for (String echo : new String[] {PASSWORD, plain, password, "x" + plain.substring(8)}) {
      String said = String.format(answer, echo);
      String shown = shown(said);

      assertThat(shown).doesNotContain("canary", plain, password, plain.substring(30));
      if (!said.startsWith("235")) {
        assertThat(shown).contains(CleanWords.HIDDEN);
      }
    }
  }

  /** Everything that comes out of a mail and of a trial with it. */
  private String shown(String answer) throws IOException {
    ByteArrayOutputStream streams = new ByteArrayOutputStream();
    PrintStream output = System.out;
    PrintStream error = System.err;
    log.start(Logging.Detail.EVERYTHING, new Redactor());
    try (PrintStream captured = new PrintStream(streams, true, StandardCharsets.UTF_8);
        FaultySmtpServer server =
            FaultySmtpServer.that(
                talk -> {
                  talk.greet("AUTH PLAIN LOGIN").hear();
                  talk.say(answer).takeEnvelope().takeText().say("250 " + answer);
                })) {
      System.setOut(captured);
      System.setErr(captured);
      MailSettings settings =
          Samples.signingIn(Samples.settings(server.port()), USERNAME, PASSWORD);
      Delivery delivery = new Mailer(settings, Samples.PATIENT).send(Samples.letter());
      MailTrial trial = MailTrial.run(settings, Samples.PATIENT, "ops@example.com");
      return delivery + "\n" + trial + "\n" + settings + "\n" + log.text() + "\n" + streams;
    } finally {
      System.setOut(output);
      System.setErr(error);
    }
  }

  @Test
  void wordsAreOneShortLine() {
    CleanWords words = CleanWords.WITHOUT_SECRET;

    assertThat(words.clean("550-no\r\n550\t \u001b[31mno\u202e\n")).isEqualTo("550-no 550 [31mno");
    assertThat(words.clean("x".repeat(1_000))).hasSize(300);
  }

  @Test
  void whoSignsInIsPrintedWithoutPassword() {
    assertThat(new StagedTransport.SignIn(USERNAME, PASSWORD))
        .hasToString("SignIn[" + USERNAME + "]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
