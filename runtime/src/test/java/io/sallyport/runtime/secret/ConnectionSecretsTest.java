// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.logging.Logging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSecretsTest {

  @RegisterExtension final CapturedLog log = new CapturedLog();
  @TempDir Path folder;

  private final MapVault vault = new MapVault();
  private final Redactor redactor = new Redactor();
  private Vaults vaults = Vaults.open(java.util.List.of(), new NoHost());

  @BeforeEach
  void openVaults() {
    vaults = Vaults.open(Vaults.builtIn(folder), new NoHost()).with("corp", vault);
  }

  @Test
  void looksUpWhenFirstNeededAndKeepsTheValue() {
    vault.values.put("key", "first-value");
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);
    Secret secret = secrets.secret("${corp:key}");

    assertThat(vault.asked).isZero();
    assertThat(secret.reveal()).isEqualTo("first-value");
    vault.values.put("key", "second-value");
    assertThat(secret.reveal()).isEqualTo("first-value");
    assertThat(vault.asked).isEqualTo(1);
    assertThat(redactor.mask("first-value")).isEqualTo("******");
  }

  @Test
  void refreshesToARotatedValueAndSaysWhetherItChanged() {
    vault.values.put("key", "first-value");
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);
    Secret secret = secrets.secret("${corp:key}");
    assertThat(secret.reveal()).isEqualTo("first-value");

    assertThat(secrets.refresh()).isFalse();
    vault.values.put("key", "second-value");
    assertThat(secrets.refresh()).isTrue();
    assertThat(secret.reveal()).isEqualTo("second-value");
    assertThat(secrets.refresh()).isFalse();
    assertThat(redactor.mask("first-value second-value")).isEqualTo("****** ******");
  }

  @Test
  void warnsOnceWhenAValueProvesTooShortToBeMasked() {
    log.start(Logging.Detail.WARNINGS, redactor);
    vault.values.put("key", " tiny ");
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);
    secrets.watch("${corp:key}", "password of the connection acme");
    Secret secret = secrets.secret("${corp:key}");
    assertThat(log.text()).isEmpty();

    assertThat(secret.reveal()).isEqualTo(" tiny ");
    assertThat(secret.reveal()).isEqualTo(" tiny ");
    assertThat(secrets.refresh()).isFalse();

    assertThat(log.lines())
        .singleElement()
        .asString()
        .endsWith(
            ": password of the connection acme is shorter than 6 characters, too short to be masked"
                + " where a product echoes it.");
  }

  @Test
  void warnsOfAShortSecretBelongingToNoConnectionByItsReference() {
    log.start(Logging.Detail.WARNINGS, redactor);
    vault.values.put("key", "tiny");
    vault.values.put("user", "bob");
    vault.values.put("long", "long-enough");
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);

    assertThat(secrets.secret("${corp:key}").reveal()).isEqualTo("tiny");
    assertThat(secrets.secret("${corp:long}").reveal()).isEqualTo("long-enough");
    assertThat(secrets.value("${corp:user}")).isEqualTo("bob");

    assertThat(log.lines())
        .singleElement()
        .asString()
        .contains("What ${corp:key} stands for is shorter than 6 characters");
  }

  @Test
  void keepsTheLastValueWhenTheVaultFailsAtARefresh() {
    vault.values.put("key", "first-value");
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);
    assertThat(secrets.value("${corp:key}")).isEqualTo("first-value");

    vault.down = true;

    assertThat(secrets.refresh()).isFalse();
    assertThat(secrets.value("${corp:key}")).isEqualTo("first-value");
  }

  @Test
  void readsAFileWithoutTheLineBreakAtItsEnd() throws IOException {
    Files.writeString(folder.resolve("password"), "in a file \n");

    assertThat(new ConnectionSecrets(vaults, redactor).value("${file:password}"))
        .isEqualTo("in a file ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:SALLYPORT_NO_SUCH_VARIABLE} | is not set in the environment",
        "${file:missing}                   | names a file that does not exist or is empty",
        "${file:empty}                     | names a file that does not exist or is empty",
        "${file:.}                         | is a folder",
        "${file:large}                     | is larger than",
        "${file:binary}                    | is not text in UTF-8",
        "${corp:missing}                   | is not in the vault",
        "${crp:key}                        | Did you mean ${corp:…}?",
        "${env}                            | is not a reference",
      })
  void saysWhatIsWrongWithAReference(String reference, String expected) throws IOException {
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("large"), "x".repeat(70_000));
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});

    assertThatThrownBy(() -> new ConnectionSecrets(vaults, redactor).value(reference))
        .isInstanceOfSatisfying(
            CommandException.class,
            e -> {
              assertThat(e.text()).contains(expected);
              assertThat(e.status()).isEqualTo(503);
              assertThat(e.sent()).contains(Sent.NO);
            });
  }

  @Test
  void namesTheReferenceWhenTheVaultFails() {
    vault.down = true;

    assertThatThrownBy(() -> new ConnectionSecrets(vaults, redactor).value("${corp:key}"))
        .hasMessageContaining("${corp:key} cannot be read: the vault is sealed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "a ${env:X} b", "$${env:X}", "${env:X} b", ""})
  void leavesTextThatIsNoReferenceAlone(String text) {
    assertThat(new ConnectionSecrets(vaults, redactor).isReference(text)).isFalse();
  }

  @Test
  void undoesTheEscapeOfALiteral() {
    ConnectionSecrets secrets = new ConnectionSecrets(vaults, redactor);

    assertThat(secrets.literal("$${env:X}")).isEqualTo("${env:X}");
    assertThat(secrets.plain("written-out").reveal()).isEqualTo("written-out");
    assertThat(redactor.mask("written-out")).isEqualTo("******");
  }

  private static final class MapVault implements Vault {

    private final Map<String, String> values = new HashMap<>();
    private int asked;
    private boolean down;

    @Override
    public Optional<String> find(String key) throws IOException {
      asked++;
      if (down) {
        throw new IOException("the vault is sealed");
      }
      return Optional.ofNullable(values.get(key));
    }
  }

  private static final class NoHost implements Host {
    @Override
    public String connectionName() {
      return "test";
    }

    @Override
    public ApiClient http(URI base) {
      throw new IllegalStateException("no vault here uses HTTP");
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }
  }
}
