// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.delay(Duration.ofSeconds(2)),
        Fault.delay(Duration.ofMillis(1500)),
        Fault.silent(),
        Fault.noRead(),
        Fault.stall(),
        Fault.drip(),
        Fault.drip(Duration.ofMinutes(1)),
        Fault.endless(),
        Fault.endless(Duration.ofHours(24)),
        Fault.resetBefore(),
        Fault.resetAfter(),
        Fault.truncated(),
        Fault.cut(),
        Fault.wrongCharset(),
        Fault.wrongCharset(StandardCharsets.UTF_16),
        Fault.html(),
        Fault.status(500),
        Fault.status(503, "Come back later"),
        Fault.status(418, "{\"error\": \"teapot\"}"),
        Fault.badGateway(),
        Fault.throttle(),
        Fault.throttle(Duration.ZERO),
        Fault.throttle(Duration.ofSeconds(30)),
        Fault.throttleUntil(Duration.ofSeconds(90)),
        Fault.throttleWithGarbage(),
        Fault.throttleWithHugeWait(),
        Fault.throttleWithoutWait(),
        Fault.redirect("http://other.example:8080/a?b=c"),
        Fault.redirect("/login", 307),
        Fault.gzip(),
        Fault.gzipBomb(),
        Fault.gzipBomb(1L << 32),
        Fault.huge(),
        Fault.huge(100 * 1024),
        Fault.huge(1001),
        Fault.notHttp(),
        Fault.empty(),
        Fault.close());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isReadAsItIsPrinted(Fault fault) {
    Fault read = Fault.parse(fault.toString());

    assertThat(read).isEqualTo(fault).hasSameHashCodeAs(fault).hasToString(fault.toString());
    assertThat(FaultRule.parse("GET /x " + fault).fault()).isEqualTo(fault);
  }

  @Test
  void coversEveryFaultThereIsInTheRoundTrip() {
    List<String> names = faults().map(fault -> firstWord(fault.toString())).distinct().toList();

    assertThat(Fault.help().keySet())
        .extracting(FaultTest::firstWord)
        .containsExactlyElementsOf(names);
    assertThat(Fault.help().values()).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @CsvSource({
    "drip 500ms, drip",
    "delay 120s, delay 2m",
    "delay   60m, delay 1h",
    "throttle 1, throttle",
    "wrong-charset ISO-8859-1, wrong-charset",
    "wrong-charset UTF-16, wrong-charset utf-16",
    "redirect /a 302, redirect /a",
    "huge 64mb, huge",
    "huge 2048, huge 2KB",
    "gzip-bomb 256MB, gzip-bomb",
    "' silent ', silent"
  })
  void printsOneSpellingOfWhatIsTheSame(String written, String printed) {
    assertThat(Fault.parse(written)).hasToString(printed);
  }

  @Test
  void namesEveryFaultWhenThereIsNoSuchOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.parse("slient"))
        .withMessageStartingWith(
            "There is no fault \"slient\". Faults: delay DURATION, silent, no-read, stall,")
        .withMessageEndingWith("empty, close.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "delay @ Something is missing. This fault is written: delay DURATION.",
        "delay 2 @ \"2\" is not a duration like 500ms, 2s, 1m or 1h. This fault is written: delay"
            + " DURATION.",
        "delay 0s @ A fault takes whole milliseconds from 1ms to 24h; this is PT0S.",
        "delay 25h @ A fault takes whole milliseconds from 1ms to 24h; this is PT25H.",
        "silent 2s @ \"2s\" is too much. This fault is written: silent.",
        "drip slowly @ \"slowly\" is not a duration like 500ms, 2s, 1m or 1h. This fault is"
            + " written: drip [DURATION].",
        "status @ Something is missing. This fault is written: status CODE [BODY].",
        "status ok @ \"ok\" is not a number. This fault is written: status CODE [BODY].",
        "status 100 @ A status is a number from 200 to 999; this is 100.",
        "huge 5TB @ \"5TB\" is not a size like 16B, 100KB, 64MB or 1GB. This fault is written: huge"
            + " [SIZE].",
        "huge 3 @ A fault takes a size from 16B to 1024GB; this is 3 bytes.",
        "throttle soon @ \"soon\" is no number of seconds. This fault is written: throttle"
            + " [SECONDS|date DURATION|garbage|huge|missing].",
        "redirect @ Something is missing. This fault is written: redirect URL [CODE].",
        "redirect /a 200 @ The status of a redirect is a number from 300 to 399; this is 200.",
        "redirect /\u00e4 @ A Location is ASCII without blanks; this is: /\u00e4",
        "wrong-charset ascii @ \"ascii\" is neither iso-8859-1 nor utf-16. This fault is written:"
            + " wrong-charset [iso-8859-1|utf-16]."
      })
  void saysWhatWouldBeAccepted(String written, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.parse(written))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a  b", " a", "a\nb", "is times=1 more", "after=2"})
  void refusesABodyThatCouldNotBeReadBack(String body) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.status(503, body))
        .withMessageStartingWith("The body of a status fault is one line");
  }

  @Test
  void refusesWhatCannotBeWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.delay(Duration.ofNanos(1_000_001)))
        .withMessageContaining("whole milliseconds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.throttle(Duration.ofMillis(1500)))
        .withMessageContaining("whole number of seconds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.wrongCharset(StandardCharsets.UTF_8))
        .withMessage("A wrong charset is ISO-8859-1 or UTF-16; this is UTF-8.");
  }

  private static String firstWord(String text) {
    return text.replaceFirst(" .*", "");
  }
}
