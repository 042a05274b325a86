// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static io.sallyport.runtime.alert.AlertSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.store.NewMail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a product or a file says, it is text in its place and nothing else. */
class HostileTextTest {

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "</p><img src=x onerror=alert(1)>",
        "' \" onmouseover='x' &amp; &lt;",
        "one\r\nBcc: mallory@example.net\r\n\r\nforged",
        "one\n\nWHAT TO DO\n\nforged",
        "one\u2028forged\u2029forged\u0085forged\u000bforged",
        "pass\u202edetrevni\u202c \u2066isolate\u2069 \u200fmark \ufeffbom \u200bzero",
        "\u0000\u0007\u001b[31mred\u009b",
        "\ud800 alone \udc00",
        "emoji \ud83d\ude80 and e\u0301",
        "x".repeat(100_000),
        "word ".repeat(50_000),
        "\ud83d\ude80".repeat(5_000),
        "",
        "   \t ");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void isMadeHarmlessWhereverItStands(String hostile) {
    NewMail mail = mail(hostile);

    assertThat(mail.subject()).hasSizeLessThanOrEqualTo(240).startsWith("[Sallyport] ");
    assertThat(mail.subject().codePointCount(0, mail.subject().length())).isLessThanOrEqualTo(120);
    assertThat(mail.subject().codePoints()).allMatch(HostileTextTest::isHarmless);
    assertThat(mail.text().codePoints()).allMatch(point -> point == '\n' || isHarmless(point));
    assertThat(mail.html().codePoints()).allMatch(point -> point == '\n' || isHarmless(point));
    assertThat(mail.text()).hasSizeLessThan(20_000);
    assertThat(mail.html()).hasSizeLessThan(40_000);
    assertThat(mail.text()).doesNotContain("\n\nforged", "one\nforged");
    assertThat(mail.text().lines().filter("WHAT TO DO"::equals)).hasSize(1);
    assertThat(mail.text().lines().filter(line -> line.startsWith("Status Code:"))).hasSize(1);
    assertThat(tags(mail.html())).isEqualTo(tags(mail("harmless").html()));
  }

  @Test
  void whatIsTooLongIsCutAndSaysSo() {
    assertThat(mail("x".repeat(100_000)).text())
        .contains("Message: " + "x".repeat(500) + " … (cut, of 100000 characters).\n");
  }

  @Test
  void neverCutsACharacterInTwo() {
    assertThat(HarmlessText.subject("\ud83d\ude80".repeat(9), 3))
        .isEqualTo("\ud83d\ude80".repeat(3) + "…");
  }

  @Test
  void showsInABodyAndLeavesOutOfASubjectWhatCannotBeSeen() {
    assertThat(HarmlessText.line("a\u202eb\u0000c", 99)).isEqualTo("a\\u202eb\\u0000c");
    assertThat(HarmlessText.subject("a\u202eb\u0000c", 9)).isEqualTo("abc");
  }

  @Test
  void keepsColumnsOnlyWhereTheyAreMeant() {
    assertThat(HarmlessText.line("TLS   ok\tthen", 99)).isEqualTo("TLS ok then");
    assertThat(HarmlessText.columns("TLS   ok\tthen", 99)).isEqualTo("TLS   ok then");
  }

  private static boolean isHarmless(int point) {
    return !Character.isISOControl(point)
        && Character.getType(point) != Character.FORMAT
        && Character.getType(point) != Character.SURROGATE
        && Character.getType(point) != Character.LINE_SEPARATOR
        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR;
  }

  /** Only the tags, which no text may add to. */
  private static List<String> tags(String html) {
    return html.lines()
        .flatMap(line -> Pattern.compile("<[^>]*>").matcher(line).results())
        .map(MatchResult::group)
        .toList();
  }

  /** The text in each place that a text of others can have. */
  private static NewMail mail(String text) {
    AlertSubject about =
        new AlertSubject(
            text,
            Optional.of(text),
            text,
            Optional.of(text),
            3,
            2,
            Duration.ofMinutes(15),
            "sallyport test " + text);
    Failed failure =
        new Failed(Category.BAD_ANSWER, text, 502, text, List.of(text, text), List.of(text));
    return new AlertLetters("sallyport@example.com", "soar-1.example.com")
        .of(
            new Opened(
                AlertSamples.incident("alice@example.com"), failure, List.of("alice@example.com")),
            about,
            NOW)
        .get(0);
  }
}
