// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.samples.proofpoint.Behaviour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The error samples of the document that this project started from, character for character, from
 * real answers.
 */
class DocumentSamplesIT {

  private static final String UNPROCESSABLE =
      "Message: Unprocessable Entity: allow_list - The allow list field is required., block_list - The block list field is required.";

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of(
            "right", "Add Group Sender Lists", List.of("Group ID=12345"), 422, UNPROCESSABLE, 1),
        Arguments.of("right", "Add Organization Sender Lists", List.of(), 422, UNPROCESSABLE, 1),
        Arguments.of(
            "right", "Delete Group Sender Lists", List.of("Group ID=12345"), 422, UNPROCESSABLE, 1),
        Arguments.of("right", "Delete Organization Sender Lists", List.of(), 422, UNPROCESSABLE, 1),
        Arguments.of(
            "wrong", "Get All Organization Domains", List.of(), 401, "Message: Unauthorized.", 1),
        Arguments.of(
            "wrong", "Get Organization Sender Lists", List.of(), 401, "Message: Unauthorized.", 1),
        Arguments.of(
            "right",
            "Get Group Sender Lists",
            List.of("Group ID=finance"),
            400,
            "Message: The value for parameter (Group ID) is invalid.",
            4),
        Arguments.of("wrong", "Test Connection", List.of(), 401, "Message: Unauthorized.", 1));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("samples")
  void printsTheDocumentsThreeLines(
      String connection,
      String command,
      List<String> inputs,
      int status,
      String message,
      int exitCode) {
    Installation.Result result = run(connection, command, inputs);

    String second = command.equals("Test Connection") ? " Failed to check the connector." : "";
    assertThat(errorTab(result.output()))
        .containsExactly(command + " failed." + second, "Status Code: " + status + ".", message);
    assertThat(result.output()).startsWith("\nReturn Data\nFailed\n\n");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.messages()).isEmpty();
  }

  /**
   * The vendor does not document its error bodies; these are the forms that carry the document's
   * text.
   */
  @ParameterizedTest
  @EnumSource(
      value = Behaviour.ErrorProfile.class,
      names = {"VENDOR_STRING", "LARAVEL_MAP", "FLAT_MESSAGE"})
  void printsTheSameWhereverTheProductPutsItsWords(Behaviour.ErrorProfile profile) {
    product.simulator().behaviour(Behaviour.documented().with(profile));

    assertThat(errorTab(run("right", "Add Organization Sender Lists", List.of()).output()))
        .containsExactly(
            "Add Organization Sender Lists failed.", "Status Code: 422.", UNPROCESSABLE);
  }

  @ParameterizedTest
  @EnumSource(Behaviour.ErrorProfile.class)
  void printsUnauthorizedInEveryForm(Behaviour.ErrorProfile profile) {
    product.simulator().behaviour(Behaviour.documented().with(profile));

    assertThat(errorTab(run("wrong", "Get All Organization Domains", List.of()).output()))
        .containsExactly(
            "Get All Organization Domains failed.", "Status Code: 401.", "Message: Unauthorized.");
  }

  private Installation.Result run(String connection, String command, List<String> inputs) {
    List<String> arguments = new ArrayList<>(List.of("run", command, "-c", connection));
    inputs.forEach(input -> arguments.addAll(List.of("-i", input)));
    return Installation.run(product.configuration(folder), arguments.toArray(String[]::new));
  }

  /** The lines of the tab up to the blank line that comes before the details. */
  private static List<String> errorTab(String output) {
    return output
        .lines()
        .dropWhile(line -> !line.equals("Error"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }
}
