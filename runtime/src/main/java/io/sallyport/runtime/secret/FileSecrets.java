// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ${file:/run/secrets/name}}: the content of a file, without the line break at its end. A
 * relative path starts at the configuration folder.
 */
final class FileSecrets implements SecretProvider<NoSettings> {

  private static final long MAX_BYTES = 64 * 1024;

  private final Path folder;

  FileSecrets(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public Class<NoSettings> settingsType() {
    return NoSettings.class;
  }

  @Override
  public Vault open(NoSettings settings, Host host) {
    return this::read;
  }

  private Optional<String> read(String key) throws IOException {
    Path file = path(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder");
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + " may not be read by this user");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
    }
    try {
      String value = Files.readString(file).replaceFirst("\\r?\\n$", "");
      return value.isEmpty() ? Optional.empty() : Optional.of(value);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not text in UTF-8", e);
    }
  }

  private Path path(String key) throws IOException {
    try {
      return folder.resolve(key).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("\"" + key + "\" is not a path", e);
    }
  }
}
