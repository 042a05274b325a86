// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.runtime.mail.FaultySmtpServer;
import io.sallyport.runtime.mail.MailSecurity;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.mail.MailTrial;
import io.sallyport.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTestCommandTest {

  @TempDir Path home;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  void saysWhichAddressItWouldTake() {
    assertThat(run("mail", "test")).isEqualTo(2);
    assertThat(messages()).contains("Say who gets the test mail: --to ops@example.com.");
    assertThat(run("mail", "test", "--to", "Ops <ops@example.com>")).isEqualTo(2);
    assertThat(messages())
        .contains("What --to names is not one plain mail address such as alice@example.com");
    assertThat(run("mail")).isEqualTo(2);
    assertThat(messages()).contains("A command is missing: test.");
  }

  @Test
  void saysHowAMailServerIsDeclared() throws IOException {
    Files.createDirectories(home.resolve("config"));

    assertThat(run("mail", "test", "--to", "ops@example.com")).isEqualTo(78);
    assertThat(messages()).contains("No mail server is declared.", "mail: {host: smtp.example.com");
  }

  @Test
  void showsALineForEachStageAndTheServersLastWord() throws IOException {
    MailTrial trial = trial(talk -> talk.greet().takeEnvelope().takeText().say("250 kept as 42"));

    assertThat(tell(trial, ListFormat.text)).isZero();
    assertThat(answers().lines().map(line -> line.replaceFirst("[0-9]+ ms$", "N ms")))
        .containsSubsequence(
            "✔ name look-up   127.0.0.1 → 127.0.0.1   N ms",
            "✔ greeting       220 faulty.example ESMTP   N ms",
            "- TLS            not asked for: security is none",
            "- sign-in        not asked for: there is no username",
            "✔ recipient      250 2.1.5 recipient ok   N ms",
            "✔ message        250 kept as 42   N ms",
            "",
            "Mail accepted: 250 kept as 42");
  }

  @Test
  void showsWhereItFailedAndWhatToDo() throws IOException {
    MailTrial trial = trial(talk -> talk.say("554 not from here").hear());

    assertThat(tell(trial, ListFormat.text)).isEqualTo(1);
    assertThat(answers().lines().map(line -> line.replaceFirst("[0-9]+ ms$", "N ms")))
        .containsSubsequence(
            "✖ greeting       554 not from here   N ms",
            "- sender         not reached",
            "Mail not accepted: greeting: 554 not from here",
            "Likely cause: The mail server does not serve this machine.")
        .anyMatch(line -> line.startsWith("What to do: Have it allowed there"));
  }

  @Test
  void isOneDocumentForPrograms() throws IOException {
    MailTrial trial = trial(talk -> talk.greet().takeEnvelope().takeText());

    assertThat(tell(trial, ListFormat.json)).isEqualTo(1);
    JsonNode document = read(answers());
    assertThat(document.path("accepted").booleanValue()).isFalse();
    assertThat(document.path("perhapsAccepted").booleanValue()).isTrue();
    assertThat(document.path("cause").textValue()).contains("It may have been delivered.");
    assertThat(document.path("stages")).hasSize(9);
    assertThat(document.at("/stages/1/stage").textValue()).isEqualTo("name look-up");
    assertThat(document.at("/stages/4/result").textValue()).isEqualTo("not asked");
    assertThat(document.at("/stages/8/result").textValue()).isEqualTo("failed");
  }

  private static MailTrial trial(FaultySmtpServer.Script script) throws IOException {
    try (FaultySmtpServer server = FaultySmtpServer.that(script)) {
      return MailTrial.run(
          new MailSettings(
              "127.0.0.1",
              server.port(),
              MailSecurity.NONE,
              Optional.empty(),
              Optional.empty(),
              "sallyport@example.com",
              Optional.empty()),
          "ops@example.com");
    }
  }

  private int tell(MailTrial trial, ListFormat format) {
    return MailTestCommand.tell(
        new SallyportCommand(surroundings(), new Redactor()), trial, format);
  }

  private int run(String... arguments) {
    messages.reset();
    return CommandLineInterface.run(surroundings(), arguments);
  }

  private Surroundings surroundings() {
    return new Surroundings(
        home,
        Map.of(),
        InputStream.nullInputStream(),
        new PrintStream(answers, true, StandardCharsets.UTF_8),
        new PrintStream(messages, true, StandardCharsets.UTF_8),
        false);
  }

  private static JsonNode read(String text) throws JsonProcessingException {
    return JsonMapper.builder().build().readTree(text);
  }

  private String answers() {
    return answers.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
