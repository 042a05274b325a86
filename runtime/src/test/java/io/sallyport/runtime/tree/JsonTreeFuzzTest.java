// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sallyport.runtime.MutatedText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is given as {@code --input}, it is read or refused as JSON, and nothing else happens.
 */
class JsonTreeFuzzTest {

  private static final int COUNT = 3_000;

  private static final List<String> TEXTS =
      List.of(
          "{\"Group ID\":\"12345\",\"Safe List Items\":[\"partner@good.example\",\"*@trusted.example\"]}",
          "{\"number\":-12.5e+3,\"flag\":true,\"nothing\":null,\"nested\":{\"a\":[{\"b\":[1,2,[3]]}]}}",
          "[\"\\u00e4\\ud83d\\ude00\\n\\\"\\\\\", 123456789, 0.1]");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          ",1e999999999,",
          ",1e99999999999,",
          "-",
          "0",
          "null",
          "tru",
          "NaN",
          "'",
          "/*",
          "//",
          "#",
          "\u0000",
          "\ufeff",
          "\u2028",
          "\ud800",
          "\"a\":1,",
          "\"Group ID\":",
          "[".repeat(500),
          "[".repeat(5_000),
          "{\"a\":".repeat(900),
          "9".repeat(1_500));

  @Test
  void readsOrRefusesWhateverIsGiven() {
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < COUNT; seed++) {
      Random random = MutatedText.random(seed);
      String text = MutatedText.of(TEXTS.get(seed % TEXTS.size()), PIECES, random);
      try {
        Node node = JsonTree.parse(text, "input.json");
        assertThat(node.place().source()).isEqualTo("input.json");
        read++;
      } catch (JsonProcessingException e) {
        refused++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ": " + MutatedText.shown(text), e);
      }
    }
    assertThat(read).isGreaterThan(COUNT / 20);
    assertThat(refused).isGreaterThan(COUNT / 20);
  }
}
