// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.yaml.YamlReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {

  private static final String SETTINGS =
      """
      agents:
        - {name: dmz, type: socks5, host: 192.0.2.10, port: 1080, password: "${corp:dmz}"}
        - {name: other, type: http, host: 192.0.2.11, port: 3128}
      vaults:
        - {name: corp, provider: keystore, settings: {file: corp.p12}}
        - {name: spare, provider: keystore, settings: {file: spare.p12}}
      """;

  private static final String ENTRY =
      """
      name: acme
      integration: tiny
      agent: dmz
      parameters: {serverUrl: https://one.example, password: "${spare:acme}"}
      """;

  @Test
  void dependsNeitherOnOrderNorOnPlace() {
    assertThat(identity("# Above.\n" + SETTINGS, ENTRY)).isEqualTo(identity(SETTINGS, ENTRY));
    assertThat(
            identity(
                SETTINGS,
                """
                parameters: {password: "${spare:acme}", serverUrl: https://one.example}
                agent: dmz
                name: acme
                integration: tiny
                """))
        .isEqualTo(identity(SETTINGS, ENTRY));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.10,192.0.2.12",
    "socks5,http",
    "${corp:dmz},${corp:other}",
    "corp.p12,corp-2.p12",
    "spare.p12,spare-2.p12",
  })
  void changesWithTheAgentAndTheVaultsThatTheConnectionNames(String old, String replacement) {
    assertThat(identity(SETTINGS.replace(old, replacement), ENTRY))
        .isNotEqualTo(identity(SETTINGS, ENTRY));
  }

  @Test
  void doesNotChangeWithAnAgentThatTheConnectionDoesNotName() {
    assertThat(identity(SETTINGS.replace("192.0.2.11", "192.0.2.13"), ENTRY))
        .isEqualTo(identity(SETTINGS, ENTRY));
  }

  @Test
  void doesNotTakeTextForANumber() {
    assertThat(identity(SETTINGS, ENTRY.replace("https://one.example", "\"1\"")))
        .isNotEqualTo(identity(SETTINGS, ENTRY.replace("https://one.example", "1")));
  }

  @Test
  void saysNothingAboutItsValues() {
    assertThat(identity(SETTINGS, ENTRY.replace("${spare:acme}", "canary")))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void tellsVaultsApartByTheirDeclaration() {
    Identities identities = identities(SETTINGS);
    assertThat(identities.vault("corp")).isNotEqualTo(identities.vault("spare"));
    assertThat(identities(SETTINGS.replace("spare.p12", "x.p12")).vault("corp"))
        .isEqualTo(identities.vault("corp"));
    assertThat(identities.vault("env")).isEqualTo("built in");
  }

  private static String identity(String settings, String entry) {
    return identities(settings).connection(mapping(entry));
  }

  private static Identities identities(String settings) {
    return new Identities(Path.of("."), new SettingsTree(mapping(settings)));
  }

  private static Mapping mapping(String text) {
    return (Mapping) YamlReader.read("test.yaml", text).root().orElseThrow();
  }
}
