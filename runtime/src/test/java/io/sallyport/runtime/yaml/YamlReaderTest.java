// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

  private static final String CANARY = "canary-9fQz";

  /**
   * Each text with the first place that is wrong and the gist of what is said; the canary stands
   * next to the fault.
   */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("a: " + CANARY + "\nb: 1\na: 2\n", 3, 1, "already on line 1"),
        Arguments.of("a: &x " + CANARY + "\n", 1, 4, "Anchors"),
        Arguments.of("a: *" + CANARY + "\n", 1, 4, "Aliases"),
        Arguments.of("a: !secret " + CANARY + "\n", 1, 4, "Tags"),
        Arguments.of("<<: {a: " + CANARY + "}\n", 1, 1, "Merge keys"),
        Arguments.of("a: " + CANARY + "\n---\nb: 1\n", 2, 1, "second document"),
        Arguments.of("%YAML 1.1\n---\na: " + CANARY + "\n", 1, 1, "YAML 1.2"),
        Arguments.of("1: " + CANARY + "\n", 1, 1, "key must be text"),
        Arguments.of("[a]: " + CANARY + "\n", 1, 1, "key must be text"),
        Arguments.of("{: " + CANARY + "}\n", 1, 2, "bracket"),
        Arguments.of("a:\n\tb: " + CANARY + "\n", 2, 1, "tab"),
        Arguments.of("a: \"" + CANARY + "\n", 1, 4, "never closed"),
        Arguments.of("a: [" + CANARY + "\n", 1, 4, "bracket"),
        Arguments.of("a: b: " + CANARY + "\n", 1, 5, "colon"),
        Arguments.of("a: " + CANARY + "\n  b: 1\n", 2, 4, "colon"),
        Arguments.of("a: \"" + CANARY + "\\q\"\n", 1, 0, "escape"),
        Arguments.of("a: " + CANARY + "\u0007\n", 1, 15, "U+0007"),
        Arguments.of("a: " + CANARY + "\ud800\n", 1, 15, "U+D800"),
        Arguments.of("[".repeat(101) + CANARY + "]".repeat(101), 1, 101, "100 values are nested"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhereAndWhatWithoutShowingTheText(String text, int line, int column, String gist) {
    YamlResult result = YamlReader.read("file.yaml", text);

    assertThat(result.problems()).isNotEmpty();
    Problem first = result.problems().get(0);
    assertThat(first.message()).contains(gist);
    assertThat(first.place().line()).isEqualTo(line);
    if (column > 0) {
      assertThat(first.place().column()).isEqualTo(column);
    }
    assertThat(result.toString()).doesNotContain(CANARY);
  }

  @Test
  void findsSeveralFaultsAndKeepsTheRestReadable() {
    YamlResult result = YamlReader.read("file.yaml", "a: &x 1\nb: !t 2\nc: 3\nc: 4\n");

    assertThat(result.problems())
        .extracting(problem -> problem.place().line())
        .containsExactly(1, 2, 4);
    assertThat(result.root()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "~, NULL",
    "null, NULL",
    "true, BOOLEAN",
    "True, BOOLEAN",
    "yes, TEXT",
    "no, TEXT",
    "on, TEXT",
    "0, INTEGER",
    "-17, INTEGER",
    "010, INTEGER",
    "0o17, INTEGER",
    "0x1F, INTEGER",
    "1_000, TEXT",
    "12:30:45, TEXT",
    "1.5, DECIMAL",
    "1e3, DECIMAL",
    ".inf, DECIMAL",
    "2026-01-31, TEXT",
    "'\"5\"', TEXT",
    "'''5''', TEXT",
    "${env:X}, TEXT",
    "v1, TEXT",
  })
  void takesUnquotedValuesByTheCoreSchema(String written, Scalar.Kind kind) {
    Mapping root =
        (Mapping) YamlReader.read("file.yaml", "a: " + written + "\n").root().orElseThrow();

    assertThat(((Scalar) root.find("a").orElseThrow()).kind()).isEqualTo(kind);
  }

  @Test
  void remembersWhereEverythingStands() {
    Mapping root =
        (Mapping)
            YamlReader.read("file.yaml", "list:\r\n  - one\r\n  - {key: 'two'}\r\n")
                .root()
                .orElseThrow();
    Sequence list = (Sequence) root.find("list").orElseThrow();
    Node nested = ((Mapping) list.items().get(1)).find("key").orElseThrow();

    assertThat(root.entries().values().iterator().next().keyPlace())
        .isEqualTo(new Place("file.yaml", 1, 1));
    assertThat(list.items().get(0).place()).hasToString("file.yaml:2:5");
    assertThat(nested.place()).isEqualTo(new Place("file.yaml", 3, 11));
  }

  @Test
  void takesNothingForAnEmptyDocument() {
    for (String text : List.of("", "\n", "# only a comment\n", "---\n", "\ufeff")) {
      assertThat(YamlReader.read("file.yaml", text))
          .isEqualTo(new YamlResult(java.util.Optional.empty(), List.of()));
    }
  }

  @Test
  void printsNoValueOfATree() {
    Node root =
        YamlReader.read("file.yaml", "password: " + CANARY + "\nlist: [" + CANARY + "]\n")
            .root()
            .orElseThrow();

    assertThat(root.toString() + ((Mapping) root).find("password") + ((Mapping) root).find("list"))
        .doesNotContain(CANARY);
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThat(YamlReader.read("file.yaml", "#".repeat(16 * 1024 * 1024 + 1)).problems())
        .singleElement()
        .asString()
        .contains("larger than 16 MB");
  }
}
