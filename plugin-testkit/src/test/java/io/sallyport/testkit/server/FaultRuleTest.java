// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "silent",
        "delay 2s times=1",
        "POST **/sender-lists reset-after times=1 after=2",
        "* /orgs/*/users status 503 Come back later after=3",
        "GET ** redirect http://other.example/?times=1 307"
      })
  void isReadAsItIsPrinted(String text) {
    assertThat(FaultRule.parse(text))
        .hasToString(text)
        .isEqualTo(FaultRule.parse(text))
        .hasSameHashCodeAs(FaultRule.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "* ** silent, silent",
    "GET /a silent after=2 times=1, GET /a silent times=1 after=2",
    "'  GET   /a   delay   2s   times=1 ', GET /a delay 2s times=1",
    "silent after=0, silent"
  })
  void printsOneSpellingOfWhatIsTheSame(String written, String printed) {
    assertThat(FaultRule.parse(written)).hasToString(printed);
  }

  @Test
  void canBeWrittenInJava() {
    assertThat(FaultRule.on("POST", "**/sender-lists", Fault.resetAfter()).times(1).after(2))
        .isEqualTo(FaultRule.parse("POST **/sender-lists reset-after times=1 after=2"));
    assertThat(FaultRule.always(Fault.silent())).isEqualTo(FaultRule.parse("silent"));
  }

  @ParameterizedTest
  @CsvSource({
    "/orgs/*/users, /orgs/a.example/users, true",
    "/orgs/*/users, /orgs/a/b/users, false",
    "/orgs/*/users, /orgs//users, false",
    "/orgs/*, /orgs/a, true",
    "/orgs/*, /orgs/a/users, false",
    "**/sender-lists, /api/v1/orgs/a/sender-lists, true",
    "**/sender-lists, /sender-lists, true",
    "**/sender-lists, /sender-lists/1, false",
    "/api/**, /api/v1/orgs, true",
    "/api/**, /api, false",
    "/a/**/z, /a/b/c/z, true",
    "/v1.0/x, /v1a0/x, false",
    "/a%20b, /a%20b, true",
    "**, /, true"
  })
  void takesAStarForAPartAndTwoForAnything(String pattern, String path, boolean matches) {
    assertThat(FaultRule.on("GET", pattern, Fault.silent()).matches("GET", path))
        .isEqualTo(matches);
  }

  @Test
  void tellsMethodsApart() {
    assertThat(FaultRule.parse("POST ** silent").matches("GET", "/a")).isFalse();
    assertThat(FaultRule.parse("POST ** silent").matches("POST", "/a")).isTrue();
    assertThat(FaultRule.parse("* ** silent").matches("GET", "/a")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "post /a silent | \"post\" is neither a method in capitals nor a fault. A rule is written:"
            + " [METHOD PATH] FAULT [times=N] [after=N], like \"POST **/sender-lists reset-after"
            + " times=1 after=2\" or \"silent\". Faults: delay DURATION,",
        "'' | \"\" is neither a method",
        "POST /a | \"POST /a\" is not a whole rule. A rule is written:",
        "POST silent times=1 | \"POST silent\" is not a whole rule.",
        "POST a silent | A path pattern begins with / or * and has no blank, like /orgs/*/users or"
            + " **/sender-lists; this is: a",
        "POST /a slient | There is no fault \"slient\". Faults: delay DURATION,",
        "silent times=0 | \"times=0\" needs a number of requests, at least 1. A rule is written:",
        "silent times=x | \"times=x\" needs a number of requests, at least 1.",
        "silent after= | \"after=\" needs a number of requests, at least 0.",
        "silent times=1 times=2 | times stands twice. A rule is written:",
        "silent after=0 after=0 | after stands twice. A rule is written:",
        "silent often=2 | \"often=2\" is too much. This fault is written: silent."
      })
  void saysWhatWouldBeAccepted(String written, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.parse(written))
        .withMessageStartingWith(message);
  }

  @Test
  void refusesWhatCannotBeWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.on("get", "/a", Fault.silent()))
        .withMessage("A method is written in capitals, or * for each; this is: get");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.always(Fault.silent()).times(0))
        .withMessage("times is at least 1; this is 0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultRule.always(Fault.silent()).after(-1))
        .withMessage("after is at least 0; this is -1.");
  }
}
