// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.restvault;

import com.fasterxml.jackson.core.JsonPointer;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Vaults that answer {@code GET} with JSON, such as HashiCorp Vault or a service of one's own. */
public final class RestVaultProvider implements SecretProvider<RestVaultProvider.Settings> {

  record Header(
      @Param(name = "Name", description = "Its name.", example = "X-Vault-Token") String name,
      @Param(name = "Value", description = "Its value, such as ${env:VAULT_TOKEN}.")
          Secret value) {}

  record Settings(
      @Param(
              name = "URL",
              description = "The address of the vault.",
              example = "https://vault.example")
          URI url,
      @Param(
              name = "Path",
              description = "Where a secret is; {key} stands for what a reference says.",
              example = "/v1/secret/data/{key}",
              defaultValue = "/{key}",
              pattern = "/[^{}?#\\s]*\\{key\\}[^{}?#\\s]*",
              expected = "a path that begins with a slash and holds {key} once")
          String path,
      @Param(name = "Headers", description = "Sent with every request, such as the vault's token.")
          Optional<List<Header>> headers,
      @Param(
              name = "Pointer",
              description = "A JSON pointer to the part of the answer that holds the secrets.",
              example = "/data/data")
          Optional<String> pointer) {

    Settings {
      try {
        JsonPointer.compile(pointer.orElse(""));
      } catch (IllegalArgumentException e) {
        throw InvalidInputException.of("Pointer", "be a JSON pointer, such as /data/data");
      }
    }
  }

  @Override
  public String name() {
    return "rest";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Vault open(Settings settings, Host host) {
    ApiClient http = host.http(settings.url());
    for (Header header : settings.headers().orElse(List.of())) {
      http = http.withHeader(header.name(), header.value());
    }
    return new RestVault(http, settings.path(), settings.pointer().orElse(""));
  }
}
