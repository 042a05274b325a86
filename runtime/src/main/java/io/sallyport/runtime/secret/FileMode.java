// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who besides its owner can read a file with a secret. */
public final class FileMode {

  /**
   * A warning when somebody besides the owner can read the file; empty also when there is no such
   * file, or no such thing as modes here.
   *
   * @param shown what a person calls it
   */
  public static Optional<String> warning(String shown, Path file) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      Set<PosixFilePermission> permissions = attributes.permissions();
      if (!attributes.isRegularFile()
          || !(permissions.contains(GROUP_READ) || permissions.contains(OTHERS_READ))) {
        return Optional.empty();
      }
      String who =
          permissions.contains(OTHERS_READ)
              ? "every user of this machine"
              : "the group " + attributes.group().getName();
      return Optional.of(
          shown
              + " can be read by "
              + who
              + " (mode "
              + octal(permissions)
              + "): chmod 600 "
              + file);
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** As chmod has it. */
  private static String octal(Set<PosixFilePermission> permissions) {
    int mode = 0;
    String letters = PosixFilePermissions.toString(permissions);
    for (int at = 0; at < letters.length(); at++) {
      mode = mode * 2 + (letters.charAt(at) == '-' ? 0 : 1);
    }
    return String.format(Locale.ROOT, "%04o", mode);
  }

  private FileMode() {}
}
