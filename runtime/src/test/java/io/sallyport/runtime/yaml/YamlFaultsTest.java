// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFaultsTest {

  private static final String CANARY = "hunter2";

  private static YamlResult read(String text) {
    return YamlReader.read("a.yaml", text);
  }

  private static Place at(int line, int column) {
    return new Place("a.yaml", line, column);
  }

  /** The text of a table row: @ is a tab, ~ a line break. */
  private static String unfold(String written) {
    return written.replace('~', '\n').replace('@', '\t');
  }

  private static void assertOnlyProblem(YamlResult result, String problem) {
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).toString()).startsWith("a.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        ": x = 1:1: A key is missing before the colon",
        "a:~  b: 1~  : x = 3:3: A key is missing before the colon",
        "{a: 1, : x} = 1:8: A key is missing before the colon",
        "? ~: x = 1:2: A key is missing before the colon",
        "'': x = 1:1: A key cannot be empty",
        "a: {\"\": x} = 1:5: A key cannot be empty",
        "a:~    b: 1~  c: 2 = 3:3: This line does not fit",
        "a:~  - b~ - c = 3:2: This line does not fit",
        "a: 1~ b: 2 = 2:3: A colon cannot stand here",
        "a: |~    x~  y = 3:3: This line does not fit",
        "a:@1 = 1:3: A tab cannot stand here",
        "- @- b = 1:3: A tab cannot stand here",
        "a: [1, 2]] = 1:10: This line does not fit",
        "a: {b: [1, 2} = 1:13: A bracket is not closed",
        "a: {b: 1,, c: 2} = 1:10: A bracket is not closed",
        "a: 'x~---~b' = 1:4: The quote that opens here is never closed",
        "%YAML x~---~a: 1 = 1:7: A directive (%) is not written as YAML asks",
        "%YAML 1.2~%YAML 1.2~---~a: 1 = 2:1: A directive (%) is not written as YAML asks",
        "%TAG !e! tag:a~%TAG !e! tag:b~---~a: 1 = 2:1: A directive (%) is not written",
        "a: 1~...~b: 2 = 3:1: This is not YAML",
        "a: \"\\x4\" = 1:7: This is no escape that YAML knows",
        "a: \"\\ud800\" = 1:4: An escape in this text is half a character",
        "a: \"\\ude00\\ud83d\" = 1:4: An escape in this text is half a character",
        "\"\\ud800\": 1 = 1:1: An escape in this text is half a character"
      })
  void namesTheExactPlaceAndWhatIsWrong(String written, String problem) {
    assertOnlyProblem(read(unfold(written)), problem);
  }

  @Test
  void twoEscapedHalvesAreOneCharacter() {
    YamlResult result = read("a: \"\\ud83d\\ude00\"");

    assertThat(result.problems()).isEmpty();
    assertThat(((Mapping) result.root().orElseThrow()).find("a"))
        .contains(new Scalar(at(1, 4), Scalar.Kind.TEXT, "😀"));
  }

  @ParameterizedTest
  @CsvSource({"\uDC00, DC00", "\uD800, D800", "\uFFFE, FFFE", "\u007F, 007F", "'\u001B', 001B"})
  void namesTheCharacterThatCannotStandInYaml(String character, String code) {
    assertOnlyProblem(
        read("a: b" + character), "1:5: The character U+" + code + " cannot stand in YAML");
  }

  @ParameterizedTest
  @CsvSource({"'a: b\uFEFFc', 5", "'\uFEFF\uFEFFa: 1', 1"})
  void aByteOrderMarkStandsOnlyAtTheVeryBeginning(String text, int column) {
    assertOnlyProblem(read(text), "1:" + column + ": The character U+FEFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesAreCountedHoweverTheyEnd(String end) {
    YamlResult result =
        read(String.join(end, "a:", "  b: &x 1", "  b: \u0007", "c: [1]", "c: 2", ""));

    assertThat(result.problems())
        .extracting(Problem::place)
        .containsExactly(at(2, 6), at(3, 3), at(3, 6), at(5, 1));
  }

  @Test
  void aBlockOfTextHasPlainLineBreaksHoweverTheFileEndsItsLines() {
    Mapping root = (Mapping) read("a: |\r\n  x\r\n  y\r\n").root().orElseThrow();

    assertThat(root.find("a")).contains(new Scalar(at(1, 4), Scalar.Kind.TEXT, "x\ny\n"));
  }

  @ParameterizedTest
  @CsvSource({"'{a: ', '}', 401", "'- ', '', 201"})
  void everyWayOfNestingIsLimited(String open, String close, int column) {
    assertThat(read(open.repeat(100) + "x" + close.repeat(100)).problems()).isEmpty();
    assertOnlyProblem(
        read(open.repeat(101) + "x" + close.repeat(101)),
        "1:" + column + ": Values are nested more than 100 deep here");
  }

  @Test
  void exactly16MegabytesAreRead() {
    String comment = "#" + "x".repeat(16 * 1024 * 1024 - 1);

    assertThat(read(comment).problems()).isEmpty();
    assertThat(read(comment + "x").problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: &x hunter2~password: hunter2",
        "password: &hunter2 x",
        "password: *hunter2",
        "password: !hunter2 x",
        "password: !<hunter2> x",
        "password: !<hunter2",
        "password: !hunter2!x y",
        "password: !!str hunter2~<<: {password: hunter2}",
        "password: hunter2~---~password: hunter2",
        "%hunter2 x~---~password: &x hunter2",
        "%YAML 1.1~---~password: hunter2",
        "%YAML hunter2~---~a: 1",
        "%TAG !hunter2! tag:x~%TAG !hunter2! tag:y~---~a: 1",
        "? [hunter2]~: hunter2",
        "'': hunter2",
        ": hunter2",
        "5: hunter2",
        "password: @hunter2",
        "password:@hunter2",
        "password: `hunter2",
        "password: %hunter2",
        "password: 'hunter2",
        "password: \"hunter2",
        "password: \"hunter2\\q\"",
        "password: \"hunter2\\ud800\"",
        "password: \"hunter2\\UFFFFFFFF\"",
        "password: hunter2: x",
        "password: [hunter2",
        "password: {a: hunter2",
        "password: hunter2]~a: ]",
        "password: |hunter2",
        "password: >hunter2~ x",
        "password: - hunter2",
        "password: 'hunter2' x",
        "password: 1~hunter2~a: 1",
        "  password: hunter2~ a: 1",
        "password: hunter2\u0007hunter2",
        "password: \uD800hunter2"
      })
  void noFaultMakesTheReaderSayAValue(String written) {
    YamlResult result = read(unfold(written));

    assertThat(result.problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(CANARY));
    assertThat(result.toString()).doesNotContain(CANARY);
    result.root().ifPresent(YamlFaultsTest::assertPrintsNoValue);
  }

  private static void assertPrintsNoValue(Node root) {
    List<Node> nodes = new ArrayList<>(List.of(root));
    for (int index = 0; index < nodes.size(); index++) {
      Node node = nodes.get(index);
      assertThat(node.toString()).doesNotContain(CANARY);
      if (node instanceof Mapping mapping) {
        assertThat(mapping.entries().values().toString()).doesNotContain(CANARY);
        mapping.entries().values().forEach(entry -> nodes.add(entry.value()));
      } else if (node instanceof Sequence sequence) {
        nodes.addAll(sequence.items());
      }
    }
  }
}
