// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @Test
  void namesEveryMistakeAndTheNearestParameter() {
    Installation.Result result =
        Installation.run(
            product.configuration(folder),
            "run",
            "Add Group Sender Lists",
            "-c",
            "right",
            "-i",
            "Goup ID=abc",
            "-i",
            "Safe List Items={");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.output())
        .contains(
            "The parameter (Goup ID) is unknown.",
            "The value for parameter (Safe List Items) is invalid.")
        .contains("Goup ID: Did you mean Group ID?");
    assertThat(product.simulator().journal()).isEmpty();
  }

  @Test
  void listsEverythingThatIsWrongWithAFileWithoutShowingASecret() throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Path file = folder.resolve("connections/acme.yaml");
    Files.writeString(
        file,
        """
        connections:
          - name: acme
            integration: proofpoint-essentials
            activ: true
            parameters:
              serverUrl: us1 proofpoint
              userName: admin@acme.example
              userName: twice@acme.example
              password: ${env:NO_SUCH_VARIABLE}
          - name: plain
            integration: proofpoint-essentials
            parameters: {serverUrl: https://us1.example, userName: a@acme.example, password: canary-in-plain-text, pin: 1}
        """);

    Installation.Result result = Installation.run(folder, "validate");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.messages())
        .contains(file + ":4:5: The parameter (activ) is unknown. Did you mean active?")
        .contains(file + ":6:18: The value for parameter (Server URL) is invalid.")
        .contains(file + ":8:7: The key \"userName\" is already on line 7")
        .contains(file + ":9:17: ${env:NO_SUCH_VARIABLE} is not set")
        .contains(file + ":12:")
        .doesNotContain("canary-in-plain-text");
    assertThat(result.output()).isEmpty();
  }

  @Test
  void givesAProgramOneDocumentEvenThen() throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/acme.yaml"), "connections: 1\n");

    Installation.Result result =
        Installation.run(folder, "run", "Test Connection", "-c", "acme", "--output", "json");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(new ObjectMapper().readTree(result.output()).path("started").asBoolean(true))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnu",
        "run",
        "run x",
        "run x -c",
        "run x -c right -i novalue",
        "run x -c right --output xml",
        "run x -c right --timeout soon",
        "test",
        "describe nothing",
        "describe proofpoint-essentials nothing",
        "--nonsense",
        "simulator --port many",
        "run x -c right --input /no/such/file.json",
        "run Get-Organization-Sender-Lists -c nowhere",
        "validate --config /no/such/folder"
      })
  void neverShowsAStackTrace(String arguments) {
    Installation.Result result =
        Installation.run(product.configuration(folder), arguments.split(" ", -1));

    assertThat(result.exitCode()).isIn(2, 4, 78);
    assertThat(result.all())
        .doesNotContain("Exception")
        .doesNotContainPattern("\\tat ")
        .isNotBlank();
  }
}
