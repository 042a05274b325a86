// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static io.sallyport.runtime.alert.AlertSamples.ACME;
import static io.sallyport.runtime.alert.AlertSamples.LETTERS;
import static io.sallyport.runtime.alert.AlertSamples.NOW;
import static io.sallyport.runtime.alert.AlertSamples.SINCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.store.NewMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/mails.md} and the page that its picture is taken of are what {@link AlertLetters}
 * makes: written with {@code -Ddocs.update=true}.
 */
class MailsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "mails.md");
  private static final Path PAGE =
      Path.of(
          "src", "test", "resources", "io", "sallyport", "runtime", "alert", "opened-mail.html");

  private static final NewMail OPENED =
      LETTERS.of(AlertSamples.opened("alice@example.com"), ACME, NOW).get(0);
  private static final NewMail REMINDER =
      LETTERS
          .of(AlertSamples.reminded(1, "alice@example.com"), ACME, SINCE.plus(Duration.ofHours(6)))
          .get(0);
  private static final NewMail RECOVERED =
      LETTERS.of(AlertSamples.recovered("alice@example.com"), ACME, NOW).get(0);

  @Test
  void theDocumentShowsTheOpenedMailWordForWord() throws IOException {
    holds("opened", "Subject: " + OPENED.subject() + "\n\n" + OPENED.text());
  }

  @Test
  void theDocumentShowsTheSubjectsThatFollow() throws IOException {
    holds("following", REMINDER.subject() + "\n" + RECOVERED.subject() + "\n");
  }

  @Test
  void thePictureIsTakenOfTheMailsPage() throws IOException {
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, OPENED.html());
      return;
    }
    assertThat(OPENED.html())
        .as("run with -Ddocs.update=true, and take the picture anew as docs/mails.md says")
        .isEqualTo(Files.readString(PAGE));
  }

  private static void holds(String name, String expected) throws IOException {
    String document = Files.readString(DOCUMENT);
    String begin = "<!-- generated: " + name + " -->\n```text\n";
    int start = document.indexOf(begin) + begin.length();
    int end = document.indexOf("```\n", start);
    assertThat(document).contains(begin);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(
          DOCUMENT, document.substring(0, start) + expected + document.substring(end));
      return;
    }
    assertThat(document.substring(start, end))
        .as("run with -Ddocs.update=true")
        .isEqualTo(expected);
  }
}
