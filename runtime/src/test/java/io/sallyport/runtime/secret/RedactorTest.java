// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final String SECRET = "p\"ss +wörd/9";

  private final Redactor redactor = new Redactor();

  @Test
  void masksTheFormsInWhichAValueComesBack() throws Exception {
    redactor.learn(SECRET);
    byte[] octets = SECRET.getBytes(StandardCharsets.UTF_8);

    assertThat(redactor.mask("a " + SECRET + " b")).isEqualTo("a ****** b");
    assertThat(redactor.mask("q=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)))
        .isEqualTo("q=******");
    assertThat(redactor.mask(new ObjectMapper().writeValueAsString(SECRET)))
        .isEqualTo("\"******\"");
    assertThat(redactor.mask(HexFormat.of().formatHex(octets))).isEqualTo("******");
    assertThat(redactor.mask(HexFormat.of().withUpperCase().formatHex(octets))).isEqualTo("******");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "admin@example.com:"})
  void masksBase64WhereverTheValueBeginsInIt(String before) {
    redactor.learn("correct-horse-battery");

    for (String after : new String[] {"", "x", "xy", "xyz"}) {
      String encoded =
          Base64.getEncoder()
              .encodeToString(
                  (before + "correct-horse-battery" + after).getBytes(StandardCharsets.UTF_8));
      String url =
          Base64.getUrlEncoder()
              .encodeToString(
                  (before + "correct-horse-battery" + after).getBytes(StandardCharsets.UTF_8));
      assertThat(redactor.mask(encoded)).contains("******").hasSizeLessThan(encoded.length());
      assertThat(redactor.mask(url)).contains("******");
    }
  }

  @Test
  void leavesNoHalfOfALongerSecret() {
    redactor.learn("secret-one");
    redactor.learn("secret-one-and-more");

    assertThat(redactor.mask("secret-one-and-more, secret-one")).isEqualTo("******, ******");
  }

  @Test
  void leavesShortValuesAndOtherTextsAlone() {
    redactor.learn("five5");

    assertThat(redactor.mask("five5 and more")).isEqualTo("five5 and more");
    assertThat(redactor.mask("")).isEmpty();
    assertThat(redactor.maskNullable(null)).isNull();
  }

  @Test
  void masksTextsAndNamesOfATreeAndNothingElse() throws Exception {
    redactor.learn("secret-one");

    assertThat(
            redactor.mask(
                new ObjectMapper()
                    .readTree("{\"secret-one\":[\"x secret-one\",1,true,null,{\"a\":1.5}]}")))
        .hasToString("{\"******\":[\"x ******\",1,true,null,{\"a\":1.5}]}");
  }

  @Test
  void masksPercentEncodingHoweverItsDigitsAreWritten() {
    redactor.learn("pass/word+wörd");

    assertThat(redactor.mask("/pass%2Fword%2Bw%C3%B6rd/x")).isEqualTo("/******/x");
    assertThat(redactor.mask("/pass%2fword%2bw%c3%b6rd/x")).isEqualTo("/******/x");
  }

  @Test
  void masksAnOldValueAfterANewOneIsKnown() {
    redactor.learn("first-value");
    redactor.learn("second-value");
    redactor.learn("first-value");

    assertThat(redactor.mask("first-value second-value")).isEqualTo("****** ******");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sixsix", "a+b/c=", "日本語日本語", "😀😀😀😀"})
  void masksShortAndForeignValuesInBase64(String secret) {
    redactor.learn(secret);

    for (String before : new String[] {"", "a", "ab"}) {
      String encoded =
          Base64.getEncoder()
              .encodeToString((before + secret + "tail").getBytes(StandardCharsets.UTF_8));
      assertThat(redactor.mask(encoded)).as(before).contains("******");
    }
  }

  @Test
  void leavesTheTreeThatItIsGivenAsItWas() throws Exception {
    redactor.learn("secret-one");
    JsonNode tree = new ObjectMapper().readTree("{\"a\":[\"secret-one\"]}");

    redactor.mask(tree);

    assertThat(tree).hasToString("{\"a\":[\"secret-one\"]}");
  }
}
