// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.MutatedText;
import io.sallyport.runtime.tree.Problem;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file of the configuration holds, it is read, or what is wrong is said with its place.
 */
class YamlFuzzTest {

  private static final int COUNT = 1_500;

  private static final List<String> TEXTS =
      List.of(
          """
          # yaml-language-server: $schema=../connections.schema.json
          connections:
            - name: proofpoint-acme
              integration: proofpoint-essentials
              tenants: [North, South]
              active: true
              parameters:
                serverUrl: https://us1.example
                password: ${env:PASSWORD}
              timeouts: {connect: 5s, command: 60s}
          """,
          """
          server: {host: 127.0.0.1, port: 8080}
          "quoted \\u00e4\\n": 'single ''quoted'''
          block: |
            one
              two
          folded: >-
            three

            four
          numbers: [0x1F, 0o17, 1e3, .inf, -.5, 010, ~, null]
          """);

  private static final List<String> PIECES =
      List.of(
          "\n",
          "  ",
          "\t",
          "- ",
          ": ",
          ":",
          "? ",
          "#",
          "&a ",
          "*a",
          "!!str ",
          "!x ",
          "<<: *a",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "%TAG ! x\n",
          "|\n",
          ">9\n",
          "|+\n",
          "{",
          "}",
          "[",
          "]",
          ",",
          "'",
          "\"",
          "\\",
          "\"\\U00110000\"",
          "\"\\uD800\"",
          "\"\\x\"",
          "@",
          "`",
          "\u0000",
          "\u0007",
          "\ufeff",
          "\u2028",
          "\u0085",
          "\ud800",
          "😀",
          "name: a\n",
          "    name: b\n",
          "- - - - ",
          "[".repeat(200),
          "{a: ".repeat(200),
          "\n" + " ".repeat(300),
          "x".repeat(2_000),
          "a: ".repeat(50));

  @Test
  void readsOrSaysWhatIsWrongWhateverItHolds() {
    int sound = 0;
    int wrong = 0;
    for (int seed = 0; seed < COUNT; seed++) {
      Random random = MutatedText.random(seed);
      String text = MutatedText.of(TEXTS.get(seed % TEXTS.size()), PIECES, random);
      try {
        YamlResult result = YamlReader.read("fuzz.yaml", text);
        result.problems().forEach(problem -> check(problem, text));
        sound += result.problems().isEmpty() ? 1 : 0;
        wrong += result.problems().isEmpty() ? 0 : 1;
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ": " + MutatedText.shown(text), e);
      }
    }
    assertThat(sound).isGreaterThan(COUNT / 20);
    assertThat(wrong).isGreaterThan(COUNT / 20);
  }

  private static void check(Problem problem, String text) {
    assertThat(problem.place().source()).isEqualTo("fuzz.yaml");
    assertThat((long) problem.place().line()).isBetween(1L, lines(text) + 1);
    assertThat(problem.message())
        .isNotBlank()
        .matches(message -> message.chars().noneMatch(Character::isISOControl), "on one line")
        .hasSizeLessThan(1_000);
  }

  private static long lines(String text) {
    return text.chars().filter(each -> "\n\r\u0085\u2028\u2029".indexOf(each) >= 0).count() + 1;
  }
}
