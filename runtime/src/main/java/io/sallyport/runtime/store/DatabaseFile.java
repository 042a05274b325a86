// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of an H2 database, which only its owner may read. */
final class DatabaseFile {

  private static final String FOR_OWNER = "rw-------";
  private static final String FOLDER_FOR_OWNER = "rwx------";

  /**
   * Makes the file and its folder where they are missing, before the database can make them with
   * other rights.
   */
  static void prepare(Path file) {
    try {
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder, rights(posix, FOLDER_FOR_OWNER));
      }
      if (Files.notExists(file)) {
        // An empty file is a new database.
        Files.createFile(file, rights(posix, FOR_OWNER));
      } else if (posix) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FOR_OWNER));
      }
    } catch (IOException e) {
      throw new StoreException(
          "The database "
              + file
              + " cannot be used: its file cannot be made. Check that the folder can be written by"
              + " the user of this process and has space left.",
          e);
    }
  }

  private static FileAttribute<?>[] rights(boolean posix, String rights) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private DatabaseFile() {}
}
