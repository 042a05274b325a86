// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file for its owner only, replaced as a whole: whenever the process is killed, the old content
 * or the new one is there.
 */
final class SafeFile {

  private static final FileAttribute<?> FOR_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER_FOR_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** A lock on a file holds between processes only. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path file;

  SafeFile(Path file) {
    this.file = file;
  }

  /** What is done with the file, once every link to it has been followed. */
  interface Work {
    boolean run(Path real) throws IOException, GeneralSecurityException;
  }

  /** Does the work while no other process does with this file; waits for those that do. */
  boolean locked(Work work) throws IOException, GeneralSecurityException {
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Files.createDirectories(folder(real), FOLDER_FOR_OWNER);
    IN_THIS_PROCESS.lock();
    try (FileChannel channel =
            FileChannel.open(
                real.resolveSibling(real.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                FOR_OWNER);
        FileLock ignored = channel.lock()) {
      return work.run(real);
    } catch (AccessDeniedException e) {
      throw new IOException(e.getFile() + " may not be written by this user", e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  /** Replaces the content, and removes what a process that was killed has left of its own try. */
  void write(byte[] content) throws IOException {
    Path folder = folder(file);
    String prefix = "." + file.getFileName() + ".";
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, prefix + "*.tmp")) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    Path fresh = Files.createTempFile(folder, prefix, ".tmp", FOR_OWNER);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (Files.exists(file)) {
        // An administrator must not take the file away from the service that reads it.
        if (!Files.getOwner(file).equals(Files.getOwner(fresh))) {
          Files.setOwner(fresh, Files.getOwner(file));
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }
}
