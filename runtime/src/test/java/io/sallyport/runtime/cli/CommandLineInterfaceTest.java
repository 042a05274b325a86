// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line without plugins; with them it is tested on the unpacked distribution. */
class CommandLineInterfaceTest {

  @TempDir Path home;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "test",
        "connections",
        "access",
        "health",
        "mail",
        "outbox",
        "integrations",
        "describe",
        "plugins",
        "validate",
        "secret",
        "simulator",
        "completion",
        "version"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(answers())
        .contains(
            "Usage: sallyport " + command,
            "Example",
            "sallyport " + (command.equals("completion") ? "" : command));
    assertThat(messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu                              | The command rnu is unknown. Did you mean run?",
        "''                               | The command",
        "run                              | Missing required",
        "run x                            | --connection",
        "run x -c one -i novalue          | -i takes NAME=VALUE",
        "run x -c one --outptu json       | The option --outptu is unknown. Did you mean --output?",
        "run x -c one --output xml        | xml",
        "run x -c one --timeout soon      | is not a duration such as 30s",
        "run x -c one --timeout 99999d    | of 24h at most",
        "run x -c one --timeout 0s        | of 24h at most",
        "test one two                     | The argument two is one too many.",
        "health mute one --for 2h         | Missing required option: '--reason=TEXT'",
        "health mute one --for soon --reason x | is not a duration such as 30m or 2h, of 30 days at most",
        "health mute one --for 0s --reason x   | is not a duration such as 30m or 2h",
        "health --output xml              | xml",
        "outbox retry first               | first",
        "mail                             | A command is missing",
      })
  void saysWhatIsWrongWithItsArguments(String arguments, String expected) {
    assertThat(run(arguments.split(" +"))).isEqualTo(2);
    assertThat(messages()).contains(expected, "Try: sallyport");
    assertThat(answers()).isEmpty();
  }

  @Test
  void aloneItAsksForACommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(messages()).contains("A command is missing");
  }

  @Test
  void aBrokenConfigurationEndsIt() throws IOException {
    Files.createDirectories(home.resolve("config/connections"));
    Files.writeString(home.resolve("config/connections/a.yaml"), "connections: 1\n");

    assertThat(run("connections")).isEqualTo(78);
    assertThat(messages()).contains("a.yaml:1:14: connections must be a list");
    assertThat(run("run", "x", "-c", "one", "--output", "json")).isEqualTo(78);
    assertThat(new ObjectMapper().readTree(answers()).path("error").path("details")).hasSize(1);
  }

  @Test
  void anotherFolderIsNamedByOptionBeforeEnvironment() throws IOException {
    Files.createDirectories(home.resolve("other"));

    assertThat(run(Map.of("SALLYPORT_CONFIG", home.resolve("other").toString()), "validate"))
        .isZero();
    assertThat(run(Map.of("SALLYPORT_CONFIG", home.resolve("nowhere").toString()), "validate"))
        .isEqualTo(78);
    assertThat(
            run(
                Map.of("SALLYPORT_CONFIG", home.resolve("nowhere").toString()),
                "validate",
                "--config",
                home.resolve("other").toString()))
        .isZero();
  }

  @Test
  void withoutTheSampleItSaysSo() throws IOException {
    Files.createDirectories(home.resolve("config"));

    assertThat(run("demo")).isEqualTo(1);
    assertThat(messages()).contains("The simulator is not in this distribution");
  }

  @Test
  void printsACompletionScriptAndItsVersion() {
    assertThat(run("completion")).isZero();
    assertThat(answers()).startsWith("#!/usr/bin/env bash");
    assertThat(run("version")).isZero();
    assertThat(answers()).contains("plugin API 1");
    answers.reset();
    assertThat(run("--version")).isZero();
    assertThat(answers()).startsWith("Sallyport ");
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    return CommandLineInterface.run(
        new Surroundings(
            home,
            environment,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(answers, true, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            false),
        arguments);
  }

  private String answers() {
    return answers.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
