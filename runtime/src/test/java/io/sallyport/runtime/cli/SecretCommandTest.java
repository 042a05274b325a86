// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCommandTest {

  private static final String ONE =
      """
      vaults:
        - {name: corp-vault, provider: keystore, settings: {file: secrets.p12, password: "${file:store-password}"}}
        - {name: elsewhere, provider: from-a-plugin, settings: {url: https://vault.example}}
      """;

  @TempDir Path home;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private String input = "";

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/store-password"), "canary-store\n");
    settings(ONE);
  }

  @Test
  void keepsListsReplacesAndDeletesWithoutEverShowingAValue() {
    input = "canary-first\n";
    assertThat(run("set", "proofpoint/acme", "--stdin")).isZero();
    assertThat(answers())
        .contains("${corp-vault:proofpoint/acme} is set;")
        .contains("secrets.p12 was made.");
    input = "canary-second";
    assertThat(run("set", "proofpoint/acme", "--vault", "corp-vault", "--stdin")).isZero();
    assertThat(answers()).isEqualTo("${corp-vault:proofpoint/acme} is set.\n");
    assertThat(run("list")).isZero();
    assertThat(answers()).isEqualTo("proofpoint/acme\n");
    assertThat(run("delete", "proofpoint/acmee")).isEqualTo(4);
    assertThat(messages()).contains("has nothing under proofpoint/acmee. Did you mean");
    assertThat(run("delete", "proofpoint/acme")).isZero();
    assertThat(run("list")).isZero();
    assertThat(answers()).isEmpty();
    assertThat(messages()).contains("holds no secret yet");
  }

  @Test
  void takesAValueFromAFileWithoutTheLineBreakAtItsEnd() throws IOException {
    Path file = Files.writeString(home.resolve("value"), "canary-value\r\n");

    assertThat(run("set", "key", "--from-file", file.toString())).isZero();
    assertThat(run("list")).isZero();
    assertThat(answers()).isEqualTo("key\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set key canary-value",
        "set key canary-value --stdin",
        "set key=canary-value",
        "set --value=canary-value key",
        "set key"
      })
  void takesNoValueFromTheCommandLineAndDoesNotRepeatOne(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertThat(messages()).doesNotContain("canary");
    if (!arguments.contains("--value")) {
      assertThat(messages()).contains("A value is never taken from the command line");
    }
    assertThat(home.resolve("config/secrets.p12")).doesNotExist();
  }

  @Test
  void refusesAValueOrKeyThatCannotBeKept() {
    assertThat(run("set", "key", "--stdin")).isEqualTo(4);
    assertThat(messages()).contains("The value is empty. Nothing was changed.");
    input = "canary-value";
    assertThat(run("set", "a key", "--stdin")).isEqualTo(4);
    assertThat(messages()).contains("A key is 1 to 200 letters");
    assertThat(run("set", "key", "--from-file", "no-such-file")).isEqualTo(4);
    assertThat(messages()).contains("no-such-file does not exist.");
  }

  @Test
  void saysWhichVaultsItCanChange() throws IOException {
    input = "canary-value";
    assertThat(run("set", "key", "--stdin", "--vault", "corp-vaults")).isEqualTo(4);
    assertThat(messages()).contains("is not declared. Did you mean corp-vault?");
    assertThat(run("set", "key", "--stdin", "--vault", "elsewhere")).isEqualTo(4);
    assertThat(messages()).contains("The vault elsewhere is no keystore");
    assertThat(run("list", "--vault", "env")).isEqualTo(4);
    assertThat(messages()).contains("The vault env is no keystore");

    settings(
        ONE + "  - {name: two, provider: keystore, settings: {file: b, password: canary-b}}\n");
    assertThat(run("list")).isEqualTo(2);
    assertThat(messages())
        .contains("Several keystores are declared: say which with --vault. corp-vault, two.");
    settings("vaults: []\n");
    assertThat(run("list")).isEqualTo(78);
    assertThat(messages()).contains("No keystore is declared.", "provider: keystore");
    settings("vaults:\n  - {name: corp-vault, provider: keystore, settings: {fiel: a}}\n");
    assertThat(run("list")).isEqualTo(78);
    assertThat(messages()).contains("sallyport.yaml:2:55: ", "Did you mean file?");
  }

  @Test
  void saysWhyTheKeystoreCannotBeUsed() throws IOException {
    input = "canary-value";
    assertThat(run("set", "key", "--stdin")).isZero();
    Files.writeString(home.resolve("config/store-password"), "canary-other");
    assertThat(run("list")).isEqualTo(1);
    assertThat(messages())
        .contains("The vault corp-vault: the password does not open the keystore")
        .doesNotContain("canary");
    Files.delete(home.resolve("config/store-password"));
    assertThat(run("list")).isEqualTo(1);
    assertThat(messages()).contains("${file:store-password} names a file that does not exist");
  }

  private void settings(String text) throws IOException {
    Files.writeString(home.resolve("config/sallyport.yaml"), text);
  }

  private int run(String... arguments) {
    answers.reset();
    messages.reset();
    String[] all = new String[arguments.length + 1];
    all[0] = "secret";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineInterface.run(
        new Surroundings(
            home,
            Map.of(),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(answers, true, StandardCharsets.UTF_8),
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            false),
        all);
  }

  private String answers() {
    return answers.toString(StandardCharsets.UTF_8);
  }

  private String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
