// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.nio.file.Path;

/**
 * <code>${corp-vault:proofpoint/acme}</code> where the vault is an encrypted PKCS#12 file. A
 * relative path starts at the configuration folder.
 */
final class KeystoreSecrets implements SecretProvider<KeystoreSecrets.Settings> {

  private final Path folder;

  KeystoreSecrets(Path folder) {
    this.folder = folder;
  }

  record Settings(
      @Param(
              name = "File",
              description = "The PKCS#12 file, made by sallyport secret set.",
              example = "secrets.p12",
              pattern = "[^\\u0000]+",
              expected = "the path of a file")
          String file,
      @Param(
              name = "Password",
              description = "What opens the file, such as ${env:KEYSTORE_PASSWORD}.")
          Secret password) {}

  @Override
  public String name() {
    return "keystore";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Vault open(Settings settings, Host host) {
    KeystoreFile keystore = keystore(settings);
    return keystore::find;
  }

  KeystoreFile keystore(Settings settings) {
    return new KeystoreFile(folder.resolve(settings.file()).normalize(), settings.password());
  }
}
