// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code ${file:/run/secrets/name}}: the content of a file, without the line break at its end. A
 * relative path starts at the configuration folder; the file must be in one of the allowed folders.
 */
final class FileSecrets implements SecretProvider<FileSecrets.Settings> {

  private static final long MAX_BYTES = 64 * 1024;

  private final SecretFolders folders;

  FileSecrets(SecretFolders folders) {
    this.folders = folders;
  }

  record Settings(
      @Param(
              name = "Folders",
              description =
                  "Folders with secrets, besides the configuration folder, /run/secrets and"
                      + " $CREDENTIALS_DIRECTORY.",
              example = "[\"/etc/sallyport/secrets\"]")
          Optional<List<String>> folders) {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public Vault open(Settings settings, Host host) {
    SecretFolders all = folders.with(settings.folders().orElse(List.of()));
    return key -> read(all, key);
  }

  private static Optional<String> read(SecretFolders folders, String key) throws IOException {
    Path file = folders.resolve(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // Read by its real path, so that what is read is what was judged.
    Path real = folders.check(file);
    if (Files.isDirectory(real)) {
      throw new IOException(file + " is a folder");
    }
    if (!Files.isReadable(real)) {
      throw new IOException(file + " may not be read by this user");
    }
    if (Files.size(real) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    try {
      String value = Files.readString(real).replaceFirst("\\r?\\n$", "");
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not text in UTF-8", e);
    }
  }
}
