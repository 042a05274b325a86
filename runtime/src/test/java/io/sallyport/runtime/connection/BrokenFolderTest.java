// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration folder in which much is wrong is mended after one look. */
class BrokenFolderTest {

  private static final String PARAMETERS =
      "parameters: {serverUrl: https://tiny.example, password: \"${env:PASSWORD}\"}";

  @TempDir Path folder;

  private final TinyIntegration tiny =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());

  @Test
  void oneRunListsEverythingThatIsWrongWithItsPlace() throws IOException {
    settings(
        """
        sites: [{name: Headquarters, kind: internal}]
        users: [{name: alice, site: Headquarters}]
        agents: [{name: dmz, type: socks5, host: 192.0.2.10, port: 1080}]
        """);
    connections(
        "a",
        "connections:\n  - {name: acme, integration: tiny, site: Headquarters, "
            + PARAMETERS
            + "}\n");
    connections(
        "b",
        """
        connections:
          - name: acme
            integration: tiny
            site: Headquartres
            agent: dmx
            permissions: {users: [alcie]}
            parameters:
              serverUrl: https://tiny.example
              password: canary-in-plain-text
              regoin: eu
          - name: other
            integration: tyni
            site: Headquarters
            parameters: {password: canary-of-unknown-integration}
          - name: third
            integration: tiny
            site: Headquarters
            parameters: {serverUrl: https://tiny.example, password: "${corp-vault:canary}"}
        """);
    connections(
        "c",
        """
        connections:
          - name: fourth
            integration: tiny
            site: Headquarters
            parameters: {serverUrl: https://tiny.example, password: "${file:secrets/open}"}
        """);
    Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/open"), "canary-in-open-file");
    for (String each : List.of("connections/b.yaml", "secrets/open")) {
      Files.setPosixFilePermissions(
          folder.resolve(each), PosixFilePermissions.fromString("rw-r--r--"));
    }

    ConfigurationResult result = read();

    assertThat(texts(result.problems()))
        .containsExactly(
            "connections/b.yaml:2:11: The connection acme is declared twice; first at connections/a.yaml:2:12.",
            "connections/b.yaml:4:11: The site \"Headquartres\" is unknown. Did you mean Headquarters?",
            "connections/b.yaml:5:12: The agent \"dmx\" is unknown. Did you mean dmz?",
            "connections/b.yaml:6:27: The user \"alcie\" is unknown. Did you mean alice?",
            "connections/b.yaml:10:7: The parameter (regoin) is unknown. Did you mean region?",
            "connections/b.yaml:12:18: The integration \"tyni\" is unknown. Known: tiny.",
            "connections/b.yaml:18:61: ${corp-vault:canary} names the vault \"corp-vault\", which is not declared. Known vaults: env, file.");
    assertThat(texts(result.warnings()))
        .containsExactly(
            "connections/b.yaml:9:17: password is a secret in plain text. Keep it elsewhere and refer to it, as in ${env:NAME} or ${file:/run/secrets/name}.",
            "connections/b.yaml:9:17: connections/b.yaml, which holds a secret in plain text, can be read by every user of this machine (mode 0644): chmod 600 connections/b.yaml",
            "connections/c.yaml:5:61: secrets/open can be read by every user of this machine (mode 0644): chmod 600 secrets/open");
    assertThat(result.toString()).doesNotContain("canary-in", "canary-of");
  }

  @Test
  void findsWhatIsWrongWithNamesUsersAndGroups() throws IOException {
    settings(
        """
        sites:
          - {name: Headquarters, kind: internal}
          - {name: Headquarters, kind: client}
          - {name: "", kind: client}
          - {name: "Line\\nBreak", kind: client}
          - {name: "Blank ", kind: client}
        tenants: [North, North]
        users:
          - {name: alice, email: alice@example.com, site: Headquarters, tenant: North}
          - {name: alice, email: not an address, site: Headquarter, tenant: Nort}
          - {name: bob, email: "bob@example.com\\r\\nBcc: x@example.com"}
        groups: {soc: [alice, bbo, alice], "soc ": [bob]}
        agents:
          - {name: dmz, type: http, host: 192.0.2.10, port: 1080}
          - {name: dmz, type: http, host: 192.0.2.10, port: 1080}
        """);

    String name =
        " must hold something, with no blank at either end and no control character or invisible character.";
    String email = " The email of a user must be one address such as alice@example.com.";
    assertThat(texts(read().problems()))
        .containsExactly(
            "sallyport.yaml:3:12: The site Headquarters is declared twice; first at sallyport.yaml:2:12.",
            "sallyport.yaml:4:12: The name of a site" + name,
            "sallyport.yaml:5:12: The name of a site" + name,
            "sallyport.yaml:6:12: The name of a site" + name,
            "sallyport.yaml:7:18: The tenant North is declared twice; first at sallyport.yaml:7:11.",
            "sallyport.yaml:10:12: The user alice is declared twice; first at sallyport.yaml:9:12.",
            "sallyport.yaml:10:26:" + email,
            "sallyport.yaml:10:48: The site \"Headquarter\" is unknown. Did you mean Headquarters?",
            "sallyport.yaml:10:69: The tenant \"Nort\" is unknown. Did you mean North?",
            "sallyport.yaml:11:24:" + email,
            "sallyport.yaml:12:23: The user \"bbo\" is unknown. Did you mean bob?",
            "sallyport.yaml:12:28: The user alice is in the group soc already.",
            "sallyport.yaml:12:36: The name of a group" + name,
            "sallyport.yaml:15:12: The agent dmz is declared twice; first at sallyport.yaml:14:12.");
  }

  @Test
  void findsWhatIsWrongWithSharingAndPermissions() throws IOException {
    settings(
        """
        sites: [{name: Headquarters, kind: internal}, {name: Customer A, kind: client}]
        tenants: [North]
        users: [{name: alice}]
        groups: {soc: [alice]}
        """);
    connections(
        "a",
        """
        connections:
          - {name: one, integration: tiny, site: Customer A, shareToInternalSites: true, %1$s}
          - {name: two, integration: tiny, site: Headquarters, recipientSite: Headquarters, %1$s}
          - {name: three, integration: tiny, shareToInternalSites: true, recipientSite: Customer A, %1$s}
          - name: four
            integration: tiny
            site: Headquarters
            tenants: [Nroth]
            permissions:
              - {users: [], groups: , allow: [run]}
              - {effects: [DELETE], commands: [Do Ti, do_it_later], groups: [sco]}
            %1$s
          - {name: five, integration: tiny, site: Headquarters, permissions: [], %1$s}
        """
            .formatted(PARAMETERS));

    assertThat(texts(read().problems()))
        .containsExactly(
            "connections/a.yaml:2:76: The site Customer A is a client's: its connection is not shared to internal sites.",
            "connections/a.yaml:3:71: recipientSite is for a connection with shareToInternalSites: true.",
            "connections/a.yaml:4:81: The site Customer A is a client's; recipientSite must be an internal one.",
            "connections/a.yaml:8:15: The tenant \"Nroth\" is unknown. Did you mean North?",
            "connections/a.yaml:10:10: users is empty. Name at least one, or leave the key out: then it does not restrict.",
            "connections/a.yaml:10:21: groups is empty. Name at least one, or leave the key out: then it does not restrict.",
            "connections/a.yaml:10:39: The value for parameter (allow) is invalid. It must be one of use, test.",
            "connections/a.yaml:11:20: The value for parameter (effects) is invalid. It must be one of read, idempotent-write, write, destructive.",
            "connections/a.yaml:11:40: The command \"Do Ti\" is unknown. Did you mean Do It?",
            "connections/a.yaml:11:70: The group \"sco\" is unknown. Did you mean soc?",
            "connections/a.yaml:13:70: permissions holds no rule. Leave it out to let everybody use the connection whom site and tenant admit.");
  }

  @Test
  void aFaultInTheSettingsDoesNotMakeEveryReferenceLookDangling() throws IOException {
    connections(
        "a",
        "connections:\n  - {name: acme, integration: tiny, site: Headquarters, "
            + PARAMETERS
            + "}\n");

    settings("sites: [{name: Headquarters, kind: internal}]\nmial: {}\n");
    assertThat(texts(read().problems()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("sallyport.yaml:2:1: The parameter (mial) is unknown.");

    settings("sites: [{name: Headquarters");
    assertThat(texts(read().problems())).hasSize(1).first().asString().contains("sallyport.yaml:1");
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), text);
  }

  private void connections(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(folder.resolve("connections/" + file + ".yaml"), text);
  }

  private ConfigurationResult read() {
    return TinyConfiguration.read(folder, tiny, new Redactor(), false);
  }

  private List<String> texts(List<Problem> problems) {
    return problems.stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
  }
}
