// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several secrets in one text: nothing that belongs to one of them may be left. */
class RedactorOverlapTest {

  private final Redactor redactor = new Redactor();

  @Test
  void leavesNothingOfTwoSecretsThatOverlap() {
    redactor.learn("first-half-shared");
    redactor.learn("shared-last-half");

    assertThat(redactor.mask("<first-half-shared-last-half>")).isEqualTo("<******>");
  }

  @Test
  void leavesNothingOfSecretsThatContainEachOther() {
    redactor.learn("secret");
    redactor.learn("my-secret-is-long");
    redactor.learn("is-long-and-longer");

    assertThat(redactor.mask("my-secret-is-long")).isEqualTo("******");
    assertThat(redactor.mask("my-secret-is-long-and-longer")).isEqualTo("******");
    assertThat(redactor.mask("my-secret-is")).isEqualTo("my-******-is");
  }

  @Test
  void leavesNothingOfASecretThatOverlapsItself() {
    redactor.learn("abcabcabc");

    assertThat(redactor.mask("xabcabcabcabcabcx")).isEqualTo("x******x");
  }

  @Test
  void masksNeighboursOneByOne() {
    redactor.learn("secret-one");
    redactor.learn("secret-two");

    assertThat(redactor.mask("secret-onesecret-two")).isEqualTo("************");
  }

  @ParameterizedTest
  @ValueSource(strings = {"******", "*******", "************", "a******b", "******tail", "x*****"})
  void masksASecretThatLooksLikeTheMask(String secret) {
    redactor.learn(secret);
    redactor.learn("another-secret");

    String once = redactor.mask("<" + secret + "> another-secret");

    assertThat(once).isEqualTo("<******> ******");
    assertThat(redactor.mask(once)).isEqualTo(once);
  }

  @Test
  void masksAsWideAsEverWhateverTheLength() {
    redactor.learn("123456");
    redactor.learn("a".repeat(5_000));

    assertThat(redactor.mask("[123456] [" + "a".repeat(5_000) + "]"))
        .isEqualTo("[******] [******]");
  }

  @Test
  void findsTheSameWhateverTheOrderInWhichSecretsBecameKnown() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      String text = letters(random, 60);
      List<String> secrets =
          Stream.generate(
                  () -> {
                    int from = random.nextInt(50);
                    return text.substring(from, from + 6 + random.nextInt(60 - from - 6 + 1));
                  })
              .limit(4)
              .toList();
      Redactor forwards = new Redactor();
      secrets.forEach(forwards::learn);
      Redactor backwards = new Redactor();
      for (int index = secrets.size() - 1; index >= 0; index--) {
        backwards.learn(secrets.get(index));
      }
      boolean[] secret = new boolean[text.length()];
      for (String each : secrets) {
        for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
          Arrays.fill(secret, at, at + each.length(), true);
        }
      }
      StringBuilder rest = new StringBuilder();
      for (int index = 0; index < text.length(); index++) {
        if (!secret[index]) {
          rest.append(text.charAt(index));
        }
      }

      String masked = forwards.mask(text);

      assertThat(masked).as("seed %d, round %d", seed, round).isEqualTo(backwards.mask(text));
      assertThat(masked.replace("*", ""))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(rest.toString());
    }
  }

  /** Few letters, so that the same sequences come often. */
  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }
}
