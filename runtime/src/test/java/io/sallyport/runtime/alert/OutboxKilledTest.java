// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sallyport.runtime.alert.OutboxVictim.Step;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed at each step from finding a connection down to knowing that the mail of it
 * was sent, and started again: no mail is lost, and one that comes twice is the same.
 */
class OutboxKilledTest {

  private static final List<String> RECIPIENTS = List.of("soc@example.com", "boss@example.com");

  @TempDir Path folder;
  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
  void losesNoMailAndDoublesNoneUnderAnotherId(Step dieAt) throws Exception {
    assertThat(victim(dieAt)).as("killed").isEqualTo(137);
    int before = server.getReceivedMessages().length;
    assertThat(before).isEqualTo(dieAt == Step.AFTER_ANSWER || dieAt == Step.AFTER_MARK ? 1 : 0);

    assertThat(victim(Step.NEVER)).as("the next one").isZero();

    Map<String, Set<String>> ids = new HashMap<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      ids.computeIfAbsent(recipient(message), key -> new HashSet<>()).add(message.getMessageID());
    }
    assertThat(ids).containsOnlyKeys(RECIPIENTS);
    assertThat(ids.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(server.getReceivedMessages()).hasSize(dieAt == Step.AFTER_ANSWER ? 3 : 2);
  }

  private static String recipient(MimeMessage message) throws MessagingException {
    return String.valueOf(message.getAllRecipients()[0]);
  }

  private int victim(Step dieAt) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "victim", ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OutboxVictim.class.getName(),
                folder.resolve("sallyport").toString(),
                String.valueOf(server.getSmtp().getPort()),
                dieAt.name())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }
}
