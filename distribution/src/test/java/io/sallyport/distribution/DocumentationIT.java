// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.server.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what happens. */
class DocumentationIT {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)( \\S+)?\\n(.*?)^```$");
  private static final Pattern QUOTED =
      Pattern.compile("(?ms)^<!-- from: (\\S+) -->\\n```java\\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  private static final Pattern FAULT = Pattern.compile("--fault \"([^\"]+)\"");
  private static final Pattern SECONDS = Pattern.compile("within \\d+(\\.\\d)? s\\b");
  private static final Pattern MEASURED = Pattern.compile("\\(\\d+(\\.\\d)? m?s\\)");
  private static final Pattern REVISION = Pattern.compile("revision [0-9a-f]{12}");

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  private record Example(Path page, String command, String output) {
    @Override
    public String toString() {
      return page.getFileName() + ": " + command;
    }
  }

  static Stream<Path> pages() throws IOException {
    Path root = Installation.repository();
    List<Path> pages =
        new ArrayList<>(
            List.of(
                root.resolve("README.md"),
                root.resolve("CONTRIBUTING.md"),
                root.resolve("CHANGELOG.md")));
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream();
  }

  static Stream<Path> pagesWithExamples() {
    Path root = Installation.repository();
    return Stream.of(root.resolve("README.md"), root.resolve("docs/playbook-authors.md"));
  }

  /**
   * In the order of the page, against one simulator and the shipped configuration: what one example
   * adds, the next one sees. A command line of the simulator makes that one misbehave as it says.
   */
  @ParameterizedTest
  @MethodSource("pagesWithExamples")
  void printsWhatThePageShows(Path page) throws Exception {
    Path configuration = shippedConfiguration();
    List<Example> examples = examples(page);

    assertThat(examples).isNotEmpty();
    for (Example example : examples) {
      if (example.command().startsWith("sallyport simulator")) {
        misbehave(example.command());
        continue;
      }
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", example.command() + " 2>&1");
      shell
          .environment()
          .put("PATH", Installation.home().resolve("bin") + ":" + System.getenv("PATH"));
      shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
      shell.environment().put("SALLYPORT_CONFIG", configuration.toString());
      Process process = shell.start();
      String printed =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isLessThan(5);
      assertThat(usual(printed)).as(example.toString()).isEqualTo(usual(example.output()));
    }
  }

  private void misbehave(String commandLine) {
    product.simulator().faults().clear();
    Matcher fault = FAULT.matcher(commandLine);
    while (fault.find()) {
      product.simulator().faults().add(FaultRule.parse(fault.group(1)));
    }
  }

  /**
   * With the port that the simulator usually has, and no time that depends on how fast this machine
   * is, nor the revision of a folder that is not the page's.
   */
  private String usual(String text) {
    String there = text.replace(":" + product.simulator().uri().getPort(), ":18080");
    String timeless = SECONDS.matcher(there).replaceAll("within some time");
    return REVISION
        .matcher(MEASURED.matcher(timeless).replaceAll("(some time)"))
        .replaceAll("its revision");
  }

  @Test
  void theConfigurationThatIsShownIsValid() throws IOException {
    String page = Files.readString(Installation.repository().resolve("docs/admins.md"));
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/acme.yaml"), block(page, "yaml", ""));
    assertThat(Installation.run(folder, Map.of("ACME_PASSWORD", "a-password"), "validate").all())
        .isEqualTo("The configuration is valid: 1 connection.\n");

    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    for (String name : List.of("database", "mail")) {
      Files.setPosixFilePermissions(
          Files.writeString(secrets.resolve(name), "a-password"),
          PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        block(page, "yaml", "settings").replace("/run/secrets", "secrets"));
    Files.writeString(
        folder.resolve("connections/acme.yaml"),
        block(page, "yaml", "").replace("    active: true\n", "    site: Headquarters\n"));
    assertThat(Installation.run(folder, Map.of("ACME_PASSWORD", "a-password"), "validate").all())
        .isEqualTo("The configuration is valid: 1 connection.\n");
  }

  @Test
  void theBrokenConfigurationThatIsShownGetsTheAnswerThatIsShown() throws IOException {
    String page = Files.readString(Installation.repository().resolve("docs/admins.md"));
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/acme.yaml"), block(page, "yaml", "broken"));

    Installation.Result result = Installation.run(folder, "validate");

    assertThat(page).contains("```\n" + result.messages().replace(folder + "/", "") + "```\n");
    assertThat(result.exitCode()).isEqualTo(78);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void quotesCodeAsItIs(Path page) throws IOException {
    Matcher quoted = QUOTED.matcher(Files.readString(page));
    while (quoted.find()) {
      String file = Files.readString(Installation.repository().resolve(quoted.group(1)));
      assertThat(file).as(page + " quotes " + quoted.group(1)).contains(quoted.group(2));
    }
    if (page.endsWith("plugin-authors.md")) {
      assertThat(QUOTED.matcher(Files.readString(page)).results().count()).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksToWhatIsThere(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertThat(page.resolveSibling(link.group(1))).as(page + " links to it").exists();
    }
  }

  /** The shipped files, with the port of this test's simulator. */
  private Path shippedConfiguration() throws IOException {
    Path shipped = Installation.home().resolve("config");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(
            copy,
            Files.readString(file)
                .replace("http://127.0.0.1:18080", product.simulator().uri().toString()));
      }
    }
    return folder;
  }

  private static List<Example> examples(Path page) throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      if (block.group(1).equals("console")) {
        for (String example : block.group(3).split("(?m)^\\$ ", -1)) {
          if (!example.isEmpty()) {
            int end = example.indexOf('\n');
            examples.add(new Example(page, example.substring(0, end), example.substring(end + 1)));
          }
        }
      }
    }
    return examples;
  }

  private static String block(String page, String language, String name) {
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String label = block.group(2) == null ? "" : block.group(2).strip();
      if (block.group(1).equals(language) && label.equals(name)) {
        return block.group(3);
      }
    }
    throw new AssertionError("The page has no " + language + " block called \"" + name + "\"");
  }
}
