// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which files with secrets may be. Whoever may edit a connection must not be able to
 * send any file of this machine to a server of his choice.
 *
 * @param start where a relative path starts
 */
record SecretFolders(Path start, Set<Path> allowed) {

  private static final Path CONTAINER_SECRETS = Path.of("/run/secrets");

  /**
   * The configuration folder, where containers mount secrets, and where systemd puts credentials.
   *
   * @param credentials the folder that systemd names, if it does
   */
  static SecretFolders of(Path configuration, @Nullable String credentials) {
    Set<Path> allowed = new LinkedHashSet<>(List.of(configuration, CONTAINER_SECRETS));
    if (credentials != null && !credentials.isBlank()) {
      allowed.add(configuration.resolve(credentials));
    }
    return new SecretFolders(configuration, allowed);
  }

  /** These and more; a relative one starts where a file does. */
  SecretFolders with(List<String> more) {
    Set<Path> all = new LinkedHashSet<>(allowed);
    more.forEach(folder -> all.add(start.resolve(folder)));
    return new SecretFolders(start, all);
  }

  /** Where the file is, as written; it need not exist. */
  Path resolve(String file) throws IOException {
    try {
      return start.resolve(file).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("\"" + file + "\" is not a path", e);
    }
  }

  /**
   * Where the file really is, once every link on the way has been followed.
   *
   * @throws IOException when that is in none of the folders
   */
  Path check(Path file) throws IOException {
    Path real = file.toRealPath();
    for (Path folder : allowed) {
      if (folder.toFile().exists() && real.startsWith(folder.toRealPath())) {
        return real;
      }
    }
    String leads = real.equals(file.toAbsolutePath()) ? "" : " leads to " + real + ", which";
    throw new IOException(
        file
            + leads
            + " is in none of the folders that may hold secrets: "
            + allowed.stream().map(Path::toString).collect(Collectors.joining(", "))
            + "; declare more under vaults: {name: file, provider: file, settings: {folders: […]}}");
  }
}
