// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * How the files of a configuration folder look from outside: cheap to take, and equal while nobody
 * touches them.
 */
public final class FolderStamp {

  private record Seen(String path, long size, String modified, String key) {}

  /** The stamp as it is now; a folder that cannot be read looks empty. */
  public static Object of(Path folder) {
    List<Seen> files = new ArrayList<>();
    see(folder.resolve("sallyport.yaml"), files);
    ConfigurationFiles.yamlFiles(folder.resolve("connections"), new ArrayList<>())
        .forEach(file -> see(file, files));
    return files;
  }

  private static void see(Path file, List<Seen> files) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      files.add(
          new Seen(
              file.toString(),
              now.size(),
              now.lastModifiedTime().toString(),
              String.valueOf(now.fileKey())));
    } catch (IOException notThere) {
      // It is not in the stamp then, and that is a difference.
    }
  }

  private FolderStamp() {}
}
