// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sallyport.distribution.Installation.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Passwords from a keystore, and from a vault whose plugin is in the samples. */
class VaultIT {

  private static final String STORE_PASSWORD = "canary-store-passw0rd";
  private static final String TOKEN = "canary-vault-token";

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @Test
  void aConnectionWorksWithAPasswordFromAKeystore() throws IOException {
    settings(
        """
        vaults:
          - name: corp-vault
            provider: keystore
            settings: {file: secrets.p12, password: "${env:KEYSTORE_PASSWORD}"}
        """);
    connection("corp-vault:proofpoint/acme");
    Path value = Files.writeString(folder.resolve("value"), Product.PASSWORD + "\n");
    Map<String, String> environment = Map.of("KEYSTORE_PASSWORD", STORE_PASSWORD);

    Result before = Installation.run(folder, environment, "test", "one");
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.output())
        .contains("secrets.p12 does not exist; sallyport secret set makes it.");
    Result set =
        Installation.run(
            folder,
            environment,
            "secret",
            "set",
            "proofpoint/acme",
            "--from-file",
            value.toString());
    assertThat(set.all()).contains("${corp-vault:proofpoint/acme} is set;");
    Result after = Installation.run(folder, environment, "test", "one");
    assertThat(after.all()).contains("Successful");
    assertThat(after.exitCode()).isZero();
    Result wrong =
        Installation.run(folder, Map.of("KEYSTORE_PASSWORD", "canary-wrong"), "test", "one");
    assertThat(wrong.output()).contains("Status Code: 503", "the password does not open");
    for (Result each : java.util.List.of(before, set, after, wrong)) {
      assertThat(each.all()).doesNotContain(Product.PASSWORD).doesNotContain("canary");
    }
  }

  @Test
  void aConnectionWorksWithAPasswordFromTheSampleVault() throws IOException {
    HttpServer vault =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vault.createContext(
        "/v1/secret/data/proofpoint/acme",
        exchange -> {
          boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
          byte[] body =
              (known
                      ? "{\"data\": {\"data\": {\"password\": \"" + Product.PASSWORD + "\"}}}"
                      : "{\"errors\": [\"permission denied\"]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    vault.start();
    try {
      settings(
          """
          plugins: ["%s"]
          vaults:
            - name: corp-vault
              provider: rest
              settings:
                url: http://127.0.0.1:%d
                path: /v1/secret/data/{key}
                pointer: /data/data
                headers: [{name: X-Vault-Token, value: "${env:VAULT_TOKEN}"}]
          """
              .formatted(
                  Installation.home().resolve("samples/rest-vault"), vault.getAddress().getPort()));
      connection("corp-vault:proofpoint/acme#password");

      Result right = Installation.run(folder, Map.of("VAULT_TOKEN", TOKEN), "test", "one");
      assertThat(right.all()).contains("Successful");
      assertThat(right.exitCode()).isZero();
      Result wrong = Installation.run(folder, Map.of("VAULT_TOKEN", "canary-other"), "test", "one");
      assertThat(wrong.output())
          .contains("Status Code: 403", "the vault refuses proofpoint/acme: permission denied");
      assertThat(right.all() + wrong.all())
          .doesNotContain(Product.PASSWORD)
          .doesNotContain("canary");
    } finally {
      vault.stop(0);
    }
    Result down = Installation.run(folder, Map.of("VAULT_TOKEN", TOKEN), "test", "one");
    assertThat(down.output())
        .contains("Status Code: 503", "${corp-vault:proofpoint/acme#password} cannot be read");
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), text);
  }

  private void connection(String reference) throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(
        folder.resolve("connections/one.yaml"),
        """
        connections:
          - name: one
            integration: proofpoint-essentials
            parameters: {serverUrl: "%s", userName: "%s", password: "${%s}"}
        """
            .formatted(product.simulator().uri(), Product.USER, reference));
  }
}
