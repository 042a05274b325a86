// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises. */
class NewcomerIT {

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @Test
  void theDemoShowsTheTabsAndLeavesNothingBehind() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));

    Installation.Result result =
        Installation.run(
            folder, Map.of("SALLYPORT_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary), "demo");

    assertThat(result.exitCode()).as(result.all()).isZero();
    assertThat(result.output())
        .contains(
            "✔ Test Connection Passed",
            "Safe List Items",
            "Key Fields",
            "done     added",
            "done     removed")
        .contains(
            "Error\nGet All Organization Domains failed.\nStatus Code: 401.\nMessage: Unauthorized.\n")
        .doesNotContain("\u001b");
    assertThat(result.messages()).isEmpty();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")))
          .isEmpty();
    }
  }

  @Test
  void theShippedConfigurationWorksAgainstTheSimulatorItIsMeantFor() {
    Installation.Result result =
        Installation.run(Installation.home().resolve("config"), "validate");

    assertThat(result.exitCode()).as(result.all()).isZero();
    assertThat(result.output()).isEqualTo("The configuration is valid: 2 connections.\n");
    assertThat(result.messages()).isEmpty();
  }

  @Test
  void theSimulatorSaysWhatToTypeNextAndStopsWhenTold() throws Exception {
    Process simulator = Installation.start(folder, Map.of(), "simulator", "--port", "0");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder welcome = new StringBuilder();
      String line = lines.readLine();
      while (line != null && !line.contains("Ctrl-C")) {
        welcome.append(line).append('\n');
        line = lines.readLine();
      }
      assertThat(welcome.toString())
          .contains("http://127.0.0.1:", "./sallyport test proofpoint-demo", "Simulator-Passw0rd");
    }
    simulator.destroy();
    assertThat(simulator.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void everySampleInputRuns() throws IOException {
    Path configuration = product.configuration(folder);
    Path inputs = Installation.home().resolve("samples/inputs");
    List<String> names;
    try (Stream<Path> files = Files.list(inputs)) {
      // In this order an Add comes before its Delete.
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }

    assertThat(names).hasSize(8);
    for (String name : names) {
      Installation.Result result =
          Installation.run(
              configuration,
              "run",
              name.replace(".json", ""),
              "-c",
              "right",
              "--input",
              inputs.resolve(name).toString());
      assertThat(result.exitCode()).as(name + result.all()).isZero();
    }
  }

  @Test
  void aBrokenPluginIsListedWithItsReasonAndHidesNothing() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("more-plugins"));
    Files.writeString(plugins.resolve("broken.jar"), "this is not a jar");
    Files.writeString(
        product.configuration(folder).resolve("sallyport.yaml"), "plugins: [more-plugins]\n");

    Installation.Result result = Installation.run(folder, "plugins");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("broken", "refused", "integration: proofpoint-essentials");
    assertThat(Installation.run(folder, "test", "right").exitCode()).isZero();
  }

  @Test
  void eachFormatOfAnAnswerIsOneDocument() {
    Path configuration = product.configuration(folder);

    assertThat(Installation.run(configuration, "test", "right", "--output", "html").output())
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n");
    assertThat(
            untimed(
                Installation.run(configuration, "run", "Test Connection", "-c", "right").output()))
        .isEqualTo(untimed(Installation.run(configuration, "test", "right").output()))
        .contains("✔ Test Connection Passed");
  }

  private static String untimed(String answer) {
    return answer.replaceAll("\\(\\d+(\\.\\d)? m?s\\)", "(some time)");
  }

  @Test
  void answersDoNotDependOnTheLocale() {
    Installation.Result result =
        Installation.run(
            product.configuration(folder), Map.of("LC_ALL", "C", "LANG", "C"), "test", "right");

    assertThat(result.output()).contains("✔ Test Connection Passed");
  }

  @Test
  void theReferencePageIsTheOneThatIsCommitted() throws IOException {
    Installation.Result result =
        Installation.run(folder, "describe", "proofpoint-essentials", "--format", "markdown");

    assertThat(result.output())
        .as(
            "Run: sallyport describe proofpoint-essentials --format markdown > docs/proofpoint-essentials.md")
        .isEqualTo(
            Files.readString(Installation.repository().resolve("docs/proofpoint-essentials.md")));
    assertThat(result.output().lines().filter(line -> line.startsWith("## ")).toList())
        .last()
        .isEqualTo("## Test Connection");
  }
}
