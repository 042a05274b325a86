// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.secret.KeystoreFile;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vaults of {@code sallyport.yaml}, and who may use them. */
class VaultDeclarationsTest {

  private static final String KEYSTORE =
      """
      vaults:
        - name: corp-vault
          provider: keystore
          settings: {file: secrets.p12, password: canary-store}
      """;

  @TempDir Path folder;

  private final TinyIntegration integration =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());

  @Test
  void aConnectionTakesItsPasswordFromAKeystore() throws IOException {
    new KeystoreFile(folder.resolve("secrets.p12"), Secret.of("canary-store"))
        .set("tiny/one", "canary-password");
    settings(KEYSTORE);

    ConfigurationResult result = read(connection("https://tiny.example", "corp-vault:tiny/one"));

    assertThat(result.problems()).isEmpty();
    assertThat(messages(result.warnings()))
        .singleElement()
        .asString()
        .startsWith("password is a secret in plain text.");
    Connection one = result.configuration().orElseThrow().find("one").orElseThrow();
    assertThat(one.secrets().value("${corp-vault:tiny/one}")).isEqualTo("canary-password");
  }

  @Test
  void saysEverythingThatIsWrongWithTheDeclarationsWithTheirPlaces() throws IOException {
    settings(
        """
        vaults:
          - name: Corp Vault
            provider: keystore
            settings: {file: a, password: canary-a}
          - name: env
            provider: keystore
          - name: twice
            provider: keystoer
          - name: twice
            provider: keystore
            settings: {fiel: a, password: canary-a}
          - name: late
            provider: file
            cache: 8d
            staleFor: 9d
            origins: [https://api.example.com/path, "https://user@api.example.com"]
          - name: nowhere
            provider: file
            origins: []
            settings: text
        """);

    assertThat(places(read(TinyConfiguration.ONE).problems()))
        .containsExactly(
            "2:11: The name of a vault must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores, and begin with a letter or digit.",
            "5:11: ${env:…} always means the same: a vault of this name has provider: env. Choose another name.",
            "8:15: The provider \"keystoer\" is unknown. Did you mean keystore?",
            "9:11: The vault twice is declared twice.",
            "14:12: cache must be between 0s and 7d.",
            "15:15: staleFor must be between 0s and 7d.",
            "16:15: An origin is scheme, host and perhaps port, and nothing else, such as https://api.example.com or https://api.example.com:8443.",
            "16:45: An origin is scheme, host and perhaps port, and nothing else, such as https://api.example.com or https://api.example.com:8443.",
            "19:14: This list of origins is empty, so that no connection could use the vault. Name one, or leave origins out.",
            "20:15: settings must be a mapping of names to values.");
  }

  @Test
  void saysWhatIsWrongWithTheSettingsOfAVault() throws IOException {
    settings(
        """
        vaults:
          - name: one
            provider: keystore
            settings: {file: a, password: "${evn:X}"}
          - name: two
            provider: keystore
            settings: {fiel: a, password: canary-x}
        """);

    assertThat(places(read(TinyConfiguration.ONE).problems()))
        .containsExactly(
            "4:35: ${evn:X} names the vault \"evn\", which is not declared. Did you mean ${env:…}?",
            "7:15: The parameter (File) is required. It must be the path of a file.",
            "7:16: The parameter (fiel) is unknown. Did you mean file?");
  }

  @Test
  void readsFilesFromFoldersThatAreDeclaredAlsoForTheSettingsOfAnotherVault() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path configuration = Files.createDirectories(folder.resolve("config"));
    Files.writeString(outside.resolve("store-password"), "canary-store");
    new KeystoreFile(configuration.resolve("secrets.p12"), Secret.of("canary-store"))
        .set("tiny/one", "canary-password");
    Files.writeString(
        configuration.resolve("sallyport.yaml"),
        """
        vaults:
          - name: corp-vault
            provider: keystore
            settings: {file: secrets.p12, password: "${file:../outside/store-password}"}
          - name: file
            provider: file
            settings: {folders: [../outside]}
        """);

    ConfigurationResult result =
        TinyConfiguration.read(
            configuration,
            connection("https://tiny.example", "corp-vault:tiny/one"),
            integration,
            new Redactor(),
            true);

    assertThat(result.problems()).isEmpty();
  }

  @Test
  void warnsOfAKeystoreAndOfASecretThatOthersCanRead() throws IOException {
    Path keystore = folder.resolve("secrets.p12");
    new KeystoreFile(keystore, Secret.of("canary-store")).set("tiny/one", "canary-password");
    Path password = Files.writeString(folder.resolve("store-password"), "canary-store");
    for (Path file : List.of(keystore, password)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    settings(KEYSTORE.replace("canary-store", "\"${file:store-password}\""));

    assertThat(places(read(connection("https://tiny.example", "corp-vault:tiny/one")).warnings()))
        .containsExactly(
            "4:22: secrets.p12 can be read by every user of this machine (mode 0644): chmod 600 "
                + keystore,
            "4:45: store-password can be read by every user of this machine (mode 0644): chmod 600 "
                + password);
  }

  @Test
  void refusesAConnectionThatGoesElsewhereThanItsVaultIsDeclaredFor() throws IOException {
    new KeystoreFile(folder.resolve("secrets.p12"), Secret.of("canary-store"))
        .set("tiny/one", "canary-password");
    settings(KEYSTORE + "    origins: [https://Tiny.example:443, https://other.example:8443]\n");

    assertThat(read(connection("https://tiny.example/api", "corp-vault:tiny/one")).problems())
        .isEmpty();
    assertThat(places(read(connection("http://tiny.example", "corp-vault:tiny/one")).problems()))
        .containsExactly(
            "4:62: ${corp-vault:tiny/one} may not be used here: its vault is declared for"
                + " https://other.example:8443, https://tiny.example, and this connection goes to"
                + " http://tiny.example.");
  }

  @Test
  void refusesWhenUsedWhereTheAddressIsKnownOnlyThen() throws IOException {
    new KeystoreFile(folder.resolve("secrets.p12"), Secret.of("canary-store"))
        .set("tiny/one", "canary-password");
    settings(KEYSTORE + "    origins: [https://tiny.example]\n");
    Files.writeString(folder.resolve("address"), "https://evil.example");

    ConfigurationResult result =
        TinyConfiguration.read(
            folder,
            connection("${file:address}", "corp-vault:tiny/one"),
            integration,
            new Redactor(),
            false);

    assertThat(result.problems()).isEmpty();
    Connection one = result.configuration().orElseThrow().find("one").orElseThrow();
    try (Egress egress = new Egress();
        Sessions sessions = new Sessions(folder, egress, InstantSource.system())) {
      sessions.of(one);
      assertThatThrownBy(() -> one.secrets().secret("${corp-vault:tiny/one}").reveal())
          .isInstanceOfSatisfying(
              CommandException.class,
              e -> {
                assertThat(e.status()).isEqualTo(403);
                assertThat(e.sent()).contains(Sent.NO);
                assertThat(e.text()).endsWith("and this connection goes to https://evil.example.");
              });
      Files.writeString(folder.resolve("address"), "https://tiny.example");
    }
  }

  private static String connection(String address, String reference) {
    return """
    connections:
      - name: one
        integration: tiny
        parameters: {serverUrl: "%s", password: "${%s}"}
    """
        .formatted(address, reference);
  }

  private void settings(String text) throws IOException {
    Path file = folder.resolve("sallyport.yaml");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private ConfigurationResult read(String connections) {
    return TinyConfiguration.read(folder, connections, integration, new Redactor(), true);
  }

  private static List<String> messages(List<Problem> problems) {
    return problems.stream().map(Problem::message).toList();
  }

  /** Line, column and message of those in files with a vault or its user. */
  private static List<String> places(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> !problem.message().contains("plain text"))
        .map(
            problem ->
                problem.place().line() + ":" + problem.place().column() + ": " + problem.message())
        .toList();
  }
}
