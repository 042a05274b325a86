// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file that several processes append lines to. Nothing is touched before the first line.
 *
 * <p>It is looked at before each write: one that was renamed away and made anew (logrotate) is
 * opened anew; one that is gone is not made again by the process that has written to it, so that
 * its removal does not go unnoticed. After a failure it is opened anew, so it recovers by itself.
 * Each line goes out in one write at the end of the file, which a local file system does as a
 * whole. A line that another process could not complete is ended first.
 */
final class AppendedFile implements LineSink {

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private static final int MOST_TRIES = 3;

  /** Whoever rotates the file needs a moment between taking it away and making it anew. */
  private static final Duration ROTATION = Duration.ofMillis(300);

  private static final long BETWEEN_LOOKS_NANOS = 1_000_000;

  private final Path path;
  private final boolean makesFolder;
  private @Nullable OpenFile open;
  private boolean known;

  /**
   * The file.
   *
   * @param makesFolder whether its folder is made, too, when it is missing
   */
  AppendedFile(Path path, boolean makesFolder) {
    this.path = path;
    this.makesFolder = makesFolder;
  }

  @Override
  public void append(List<byte[]> lines) throws IOException {
    boolean safe = false;
    try {
      OpenFile file = current();
      file.endLine();
      for (byte[] line : lines) {
        file.write(line);
      }
      file.force();
      safe = true;
    } finally {
      if (!safe) {
        close();
      }
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private OpenFile current() throws IOException {
    OpenFile file = open;
    for (int tries = 0; file == null || !file.key().equals(key()); tries++) {
      if (tries == MOST_TRIES) {
        throw new IOException("it is replaced over and over again");
      }
      close();
      BasicFileAttributes attributes = present();
      file = OpenFile.open(path, attributes.isRegularFile(), fileKey(attributes));
      open = file;
      known = true;
    }
    return file;
  }

  private Object key() throws IOException {
    return fileKey(present());
  }

  private BasicFileAttributes present() throws IOException {
    long end = System.nanoTime() + ROTATION.toNanos();
    while (true) {
      try {
        return attributes();
      } catch (NoSuchFileException e) {
        if (!known) {
          make();
        } else if (System.nanoTime() - end > 0) {
          throw new GoneException();
        } else {
          LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
      }
    }
  }

  private BasicFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  private static Object fileKey(BasicFileAttributes attributes) {
    return Objects.requireNonNullElse(attributes.fileKey(), "no key");
  }

  /** Another process may do the same at the same moment. */
  private void make() throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    if (makesFolder) {
      Files.createDirectories(folder, mode("rwx------"));
    }
    FileChannel.open(
            path,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.CREATE),
            mode("rw-------"))
        .close();
    try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }

  private FileAttribute<?>[] mode(String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The file as it was when it was opened. */
  private record OpenFile(Object key, FileChannel channel, @Nullable FileChannel reader) {

    private static final byte[] LINE_END = {'\n'};
    private static final int LOOKS = 10;

    /** What is not a regular file, such as a pipe, has no end to look at and nothing to flush. */
    static OpenFile open(Path path, boolean regular, Object key) throws IOException {
      FileChannel channel = FileChannel.open(path, APPEND);
      try {
        return new OpenFile(
            key, channel, regular ? FileChannel.open(path, StandardOpenOption.READ) : null);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    /**
     * Begins a new line unless one was just ended. Another process's line may be on its way: it is
     * given a moment, and a blank line too many says nothing.
     */
    void endLine() throws IOException {
      if (reader == null) {
        return;
      }
      for (int look = 0; look < LOOKS; look++) {
        long size = reader.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size == 0 || (reader.read(last, size - 1) == 1 && last.get(0) == '\n')) {
          return;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      }
      write(LINE_END);
    }

    void write(byte[] line) throws IOException {
      int written = channel.write(ByteBuffer.wrap(line));
      if (written != line.length) {
        throw new IOException(
            "only "
                + written
                + " of "
                + line.length
                + " bytes were taken: the disk is full, or a limit is reached");
      }
    }

    void force() throws IOException {
      if (reader != null) {
        channel.force(false);
      }
    }

    void close() {
      close(channel);
      if (reader != null) {
        close(reader);
      }
    }

    private static void close(FileChannel opened) {
      try {
        opened.close();
      } catch (IOException e) {
        // Every line that counts has been flushed.
      }
    }
  }
}
