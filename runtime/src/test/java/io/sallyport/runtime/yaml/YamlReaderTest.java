// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Scalar.Kind;
import io.sallyport.runtime.tree.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private static YamlResult read(String... lines) {
    return YamlReader.read("a.yaml", String.join("\n", lines));
  }

  private static Place at(int line, int column) {
    return new Place("a.yaml", line, column);
  }

  private static Mapping root(YamlResult result) {
    assertThat(result.problems()).isEmpty();
    return (Mapping) result.root().orElseThrow();
  }

  @Test
  void everyValueAndKeyKnowsItsLineAndColumn() {
    Mapping root =
        root(
            read(
                "# a comment",
                "connections:",
                "  - name: acme   # another",
                "    tenants: [North, 'South']",
                "    healthCheck: {interval: 15m}"));

    Sequence connections = (Sequence) root.find("connections").orElseThrow();
    Mapping connection = (Mapping) connections.items().get(0);
    assertThat(root.place()).isEqualTo(at(2, 1));
    assertThat(connections.place()).isEqualTo(at(3, 3));
    assertThat(connection.place()).isEqualTo(at(3, 5));
    assertThat(connection.find("name")).contains(new Scalar(at(3, 11), Kind.TEXT, "acme"));
    assertThat(connection.entries())
        .extractingByKey("tenants")
        .extracting(Mapping.Entry::keyPlace)
        .isEqualTo(at(4, 5));
    assertThat(connection.find("tenants"))
        .contains(
            new Sequence(
                at(4, 14),
                List.of(
                    new Scalar(at(4, 15), Kind.TEXT, "North"),
                    new Scalar(at(4, 22), Kind.TEXT, "South"))));
    assertThat(connection.find("healthCheck").map(Node::place)).contains(at(5, 18));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "5, INTEGER",
        "-5, INTEGER",
        "+5, INTEGER",
        "010, INTEGER",
        "0x1F, INTEGER",
        "0o17, INTEGER",
        "1.5, DECIMAL",
        ".5, DECIMAL",
        "1., DECIMAL",
        "1e3, DECIMAL",
        "-1.5E-3, DECIMAL",
        ".inf, DECIMAL",
        "-.Inf, DECIMAL",
        ".NaN, DECIMAL",
        "true, BOOLEAN",
        "False, BOOLEAN",
        "TRUE, BOOLEAN",
        "null, NULL",
        "Null, NULL",
        "NULL, NULL",
        "~, NULL",
        "yes, TEXT",
        "no, TEXT",
        "on, TEXT",
        "tRUE, TEXT",
        "1_000, TEXT",
        "1e, TEXT",
        "0x, TEXT",
        "+.nan, TEXT",
        "12:30:45, TEXT",
        "2026-01-31, TEXT",
        "nullable, TEXT",
        "1.2.3, TEXT",
        "${env:PASSWORD}, TEXT"
      })
  void plainValuesFollowTheCoreSchema(String written, Kind kind) {

    Scalar scalar = (Scalar) root(read("a: " + written)).find("a").orElseThrow();
    assertThat(scalar.kind()).isEqualTo(kind);
    assertThat(scalar.text()).isEqualTo(written);
  }

  @Test
  void anEmptyValueIsNull() {
    assertThat(root(read("a:", "b: 1")).find("a")).contains(new Scalar(at(1, 3), Kind.NULL, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'5'", "\"5\"", "|-\n  5", ">-\n  5"})
  void quotedAndBlockValuesAreText(String written) {
    Scalar scalar = (Scalar) root(read("a: " + written)).find("a").orElseThrow();
    assertThat(scalar.kind()).isEqualTo(Kind.TEXT);
    assertThat(scalar.text()).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment", "---\n", "\uFEFF"})
  void anEmptyDocumentHasNoRootAndNoProblem(String text) {
    assertThat(YamlReader.read("a.yaml", text))
        .isEqualTo(new YamlResult(Optional.empty(), List.of()));
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheFirstKey() {
    assertThat(root(YamlReader.read("a.yaml", "\uFEFFname: 1")).find("name")).isPresent();
  }

  @Test
  void columnsCountCharactersAndNotTheirHalves() {
    YamlResult result = read("😀😀: &x 1", "\"😀\": \u0007");

    assertThat(result.problems()).extracting(Problem::place).containsExactly(at(1, 5), at(2, 6));
  }

  @Test
  void aDuplicateKeyNamesTheFirstLineAndTheRestIsStillRead() {
    YamlResult result =
        read("name: one", "other: 1", "name: two", "list: [&x 1]", "other: {a: 1, a: 2}");

    assertThat(result.problems())
        .extracting(Problem::toString)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "a.yaml:3:1: The key \"name\" is already on line 1: remove one of the two."),
            second -> assertThat(second).startsWith("a.yaml:4:8: Anchors (&) are not supported"),
            third ->
                assertThat(third).startsWith("a.yaml:5:1: The key \"other\" is already on line 2"),
            fourth ->
                assertThat(fourth).startsWith("a.yaml:5:15: The key \"a\" is already on line 5"));
    assertThat(((Mapping) result.root().orElseThrow()).find("name"))
        .contains(new Scalar(at(1, 7), Kind.TEXT, "one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: &x 1 | 1:4: Anchors (&) are not supported",
        "a:~  - *x | 2:5: Aliases (*) are not supported",
        "*x : 1 | 1:1: Aliases (*) are not supported",
        "a: {<<: *x, b: 1} | 1:5: Merge keys (<<) are not supported",
        "<<: {b: 1} | 1:1: Merge keys (<<) are not supported",
        "a: !!int 5 | 1:4: Tags (!) are not supported",
        "a: !vault x | 1:4: Tags (!) are not supported",
        "a: !~  b: 1 | 1:4: Tags (!) are not supported",
        "- !x [1] | 1:3: Tags (!) are not supported",
        "a: 1~---~b: 2 | 2:1: A second document begins here",
        "5: a | 1:1: A key must be text: put it in quotes",
        "a: {true: 1} | 1:5: A key must be text: put it in quotes",
        "null: 1 | 1:1: A key must be text: put it in quotes",
        "{[a]: 1} | 1:2: A key must be text, not a list or a mapping",
        "a: {{ host }} | 1:5: A key must be text, not a list or a mapping",
        "%YAML 1.1~---~a: 1 | 1:1: The directive %YAML names another version",
        "%TAG ! tag:example.com,2026:~---~a: 1 | 1:1: The directive %TAG is not supported"
      })
  void refusesWhatCanSurprise(String written, String problem) {
    YamlResult result = YamlReader.read("a.yaml", written.replace('~', '\n'));

    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).toString()).startsWith("a.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '`',
      value = {
        "a:~@b: 1 = 2:1: A tab cannot stand here",
        "a: hunter2: x = 1:11: A colon cannot stand here",
        "a: %hunter2 = 1:4: A value cannot begin with this character",
        "a: 'hunter2 = 1:4: The quote that opens here is never closed",
        "a: \"hunter2~b: 1 = 1:4: The quote that opens here is never closed",
        "a: [hunter2, b = 1:4: A bracket is not closed",
        "a: {b: hunter2 = 1:4: A bracket is not closed",
        "a: \"hunter2\\q\" = 1:13: This is no escape that YAML knows",
        "a: \"\\UFFFFFFFF\" = 1:7: This is no escape that YAML knows",
        "a: \"hunter2\" b = 1:14: This line does not fit",
        "a: - hunter2 = 1:4: A list item (-) cannot stand here",
        "a: 1~- hunter2 = 2:1: This line does not fit",
        "a: 1~hunter2~b: 1 = 3:1: This line is neither a key with a colon nor a list item",
        "a: |hunter2 = 1:5: A block of text",
        "a: *~ = 1:5: A text that begins with * or & must be in quotes",
        "a: !hunter2!b c = 1:4: A text that begins with ! must be in quotes",
        "a: hunter2~b: ] = 2:4: This is not YAML"
      })
  void aSyntaxErrorNamesItsPlaceAndNeverTheText(String written, String problem) {
    YamlResult result = YamlReader.read("a.yaml", written.replace('~', '\n').replace('@', '\t'));

    assertThat(result.root()).isEmpty();
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).toString())
        .startsWith("a.yaml:" + problem)
        .doesNotContain("hunter2")
        .doesNotContain("\n");
  }

  @Test
  void aVersionOfYamlThatDoesNotExistIsRefused() {
    assertThat(read("%YAML 2.0", "---", "a: 1").problems())
        .extracting(Problem::message)
        .containsExactly(
            "The directive %YAML names another version: remove the line; this is read as YAML"
                + " 1.2.");
  }

  @Test
  void whatStandsBeforeASyntaxErrorIsReportedWithIt() {
    assertThat(read("a: &x 1", "a: 2", "b: 'open").problems())
        .extracting(Problem::place)
        .containsExactly(at(1, 4), at(2, 1), at(3, 4));
  }

  @Test
  void eachControlCharacterIsReportedAndTheRestIsStillRead() {
    YamlResult result = read("a: x\u0000y\u0007\r", "b: \uD800", "a: 2");

    assertThat(result.problems())
        .extracting(Problem::place)
        .containsExactly(at(1, 5), at(1, 7), at(2, 4), at(3, 1));
    assertThat(result.problems().get(0).message())
        .startsWith("The character U+0000 cannot stand in YAML");
  }

  @Test
  void aFileInAForeignEncodingIsNotReportedCharacterByCharacter() {
    YamlResult result = YamlReader.read("a.yaml", "\u0000a".repeat(10_000));

    assertThat(result.problems()).hasSizeLessThan(25);
    assertThat(result.problems())
        .extracting(Problem::message)
        .contains("More such characters follow. Is the file text in UTF-8, or something else?");
  }

  @Test
  void onlyAWholeTreeIsGiven() {
    assertThat(read("a: &x 1", "b: !!str 2").root()).isPresent();
    assertThat(read("a: *x").root()).isEmpty();
    assertThat(read("<<: {a: 1}").root()).isEmpty();
    assertThat(read("5: 1").root()).isEmpty();
  }

  @Test
  void nestingIsLimited() {
    assertThat(YamlReader.read("a.yaml", "[".repeat(100) + "]".repeat(100)).problems()).isEmpty();
    assertThat(YamlReader.read("a.yaml", "[".repeat(101) + "]".repeat(101)).problems())
        .containsExactly(
            new Problem(
                at(1, 101),
                "Values are nested more than 100 deep here: what follows was not read."));
  }

  @Test
  @Timeout(20)
  void hostileNestingCostsNoMemoryAndHardlyTime() {
    assertThat(YamlReader.read("a.yaml", "[".repeat(16 * 1024 * 1024)).problems()).hasSize(1);
  }

  @Test
  void theTextIsLimitedTo16Megabytes() {
    String comment = "# " + "x".repeat(16 * 1024 * 1024);

    assertThat(YamlReader.read("a.yaml", comment).problems())
        .containsExactly(
            new Problem(
                Place.of("a.yaml"), "The text is larger than 16 MB: split it into several files."));
  }

  @Test
  void tenThousandConnectionsAreOneDocument() {
    StringBuilder text = new StringBuilder("connections:\n");
    for (int number = 0; number < 10_000; number++) {
      text.append("  - name: connection-")
          .append(number)
          .append(
              """

                  integration: proofpoint-essentials
                  description: Mail security of a customer with a description of usual length
                  site: Headquarters
                  tenants: [North, South]
                  active: true
                  parameters:
                    serverUrl: https://us1.example.com
                    userName: admin@acme.example
                    password: ${corp-vault:proofpoint/acme#password}
                    apiVersion: v1
                  healthCheck: {interval: 15m, afterFailures: 3, notify: [soc@acme.example]}
              """);
    }

    Sequence connections =
        (Sequence)
            root(YamlReader.read("a.yaml", text.toString())).find("connections").orElseThrow();
    assertThat(connections.items()).hasSize(10_000);
    assertThat(connections.items().get(9_999).place()).isEqualTo(at(2 + 9_999 * 12, 5));
  }

  @Test
  void noTextHoweverBrokenBreaksTheReader() {
    String alphabet = "ab1: -[]{}?&*!|>'\"%@`#,\n\n  \t\\x0U~<.$\u0085\uFEFF\uD800é";
    Random random = new Random(20260131);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> YamlReader.read("a.yaml", text.toString()))
          .as(() -> text.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everyRefusalIsToldInTheOrderOfTheTextAndQuotesNoValue() {
    YamlResult result =
        read(
            "one: &canary-a canary-b",
            "two: !canary-c canary-d",
            "one: canary-e",
            "<<: {canary-f: canary-g}",
            "[canary-h]: canary-i",
            "five: \"canary-j");

    assertThat(result.problems())
        .extracting(Problem::place)
        .containsExactly(at(1, 6), at(2, 6), at(3, 1), at(4, 1), at(5, 1), at(6, 7));
    assertThat(result.problems()).noneMatch(problem -> problem.toString().contains("canary"));
  }
}
