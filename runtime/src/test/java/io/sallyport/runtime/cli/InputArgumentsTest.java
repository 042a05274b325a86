// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputArgumentsTest {

  @TempDir Path folder;

  @Test
  void joinsFileAndAssignmentsAndLetsTheAssignmentsWin() throws IOException {
    Path file =
        Files.writeString(folder.resolve("input.json"), "{\"Group ID\":\"1\",\"Other\":true}");

    Mapping input =
        InputArguments.read(
            List.of("group_id=2", "New=a=b"), Optional.of(document(file.toString(), "")));

    assertThat(input.entries().keySet()).containsExactly("Other", "group_id", "New");
    assertThat(input.find("New"))
        .hasValueSatisfying(node -> assertThat(((Scalar) node).text()).isEqualTo("a=b"));
  }

  @Test
  void addsUpWhatIsGivenAgainUnderAnySpelling() {
    Mapping input = InputArguments.read(List.of("Items=a", "items=b"), Optional.empty());

    assertThat(input.entries()).hasSize(1);
    assertThat(input.find("Items"))
        .hasValueSatisfying(node -> assertThat(((Sequence) node).items()).hasSize(2));
  }

  @Test
  void readsStandardInput() {
    assertThat(InputArguments.read(List.of(), Optional.of(document("-", "{\"A\":1}"))).find("A"))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":          | standard input:1: is not valid JSON",
        "{\"a\":1,\"a\":2} | standard input:1: is not valid JSON",
        "{} {}            | standard input:1: is not valid JSON",
        "[1]              | must hold one JSON object",
        "''               | must hold one JSON object",
      })
  void saysWhereTheJsonIsWrong(String text, String expected) {
    assertThatThrownBy(() -> InputArguments.read(List.of(), Optional.of(document("-", text))))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.text().replaceFirst(":1:[0-9]+", ":1:")).contains(expected);
            });
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(
            () ->
                InputArguments.read(
                    List.of(), Optional.of(document(folder.resolve("none.json").toString(), ""))))
        .hasMessageContaining("none.json does not exist");
  }

  private static InputDocument document(String file, String stdin) {
    return InputDocument.read(
        file, new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
  }
}
