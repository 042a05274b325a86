// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentsIT {

  @Test
  void holdsWhatTheDocumentationSpeaksOf() {
    Path home = Installation.home();

    assertThat(home.resolve("bin/sallyport")).isExecutable();
    assertThat(home.resolve("config/connections/proofpoint-demo.yaml")).exists();
    assertThat(home.resolve("samples/inputs/add-group-sender-lists.json")).exists();
    assertThat(home.resolve("docs/playbook-authors.md")).exists();
    assertThat(home.resolve("README.md")).exists();
    assertThat(home.resolve("LICENSE")).exists();
  }

  @Test
  void aPluginsFolderHoldsThePluginAlone() throws IOException {
    assertThat(names("plugins/proofpoint-essentials"))
        .singleElement()
        .asString()
        .startsWith("proofpoint-plugin-");
  }

  @Test
  void theSimulatorsFolderHoldsItAndItsServer() throws IOException {
    assertThat(names("samples/proofpoint-simulator"))
        .map(name -> name.replaceFirst("-[0-9].*", ""))
        .containsExactlyInAnyOrder("proofpoint-simulator", "plugin-testkit");
  }

  @Test
  void theSampleVaultIsThereAndNotYetAPlugin() throws IOException {
    assertThat(names("samples/rest-vault"))
        .singleElement()
        .asString()
        .matches("rest-vault-.*\\.jar");
    assertThat(names("plugins")).containsExactly("proofpoint-essentials");
  }

  @Test
  void theClassPathHoldsEachLibraryOnceAndNoneOfATest() throws IOException {
    List<String> libraries =
        names("lib").stream().map(name -> name.replaceFirst("-[0-9].*", "")).toList();

    assertThat(libraries).doesNotHaveDuplicates().contains("runtime", "plugin-api", "picocli");
    assertThat(libraries)
        .noneMatch(name -> name.matches(".*(junit|assertj|testkit|proofpoint|archunit|vault).*"));
  }

  @Test
  void thePasswordsOfTheDemoAreForTheirOwnerOnly() throws IOException {
    assertThat(
            Files.getPosixFilePermissions(
                    Installation.home().resolve("config/secrets/proofpoint-demo"))
                .toString())
        .doesNotContain("GROUP")
        .doesNotContain("OTHERS");
  }

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Installation.home().resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
