// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The audit trail as a file of lines; several processes may write the same one. No file is touched
 * and no thread made before the first entry. What can be wrong with the file is found out at each
 * entry and never remembered: once it can be written again, it is.
 */
public final class AuditFile implements AuditTrail {

  /** Less than the promised three seconds: an answer has to be made of it, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Redactor redactor;
  private volatile Target target;

  /** Where the lines go now. */
  private record Target(Path path, GroupCommit commits) {

    static Target of(Path path, boolean makesFolder) {
      return new Target(path, new GroupCommit(new AppendedFile(path, makesFolder), PATIENCE));
    }
  }

  private AuditFile(Target target, Redactor redactor) {
    this.target = target;
    this.redactor = redactor;
  }

  /** {@code audit.jsonl} in the data folder, which is made when it is missing. */
  public static AuditFile inFolder(Path data, Redactor redactor) {
    return new AuditFile(Target.of(own(data), true), redactor);
  }

  /** A file that the configuration names. */
  public static AuditFile at(Path path, Redactor redactor) {
    return new AuditFile(Target.of(path, false), redactor);
  }

  /** One on a device of the test's own. */
  static AuditFile on(LineSink sink, Redactor redactor, Duration patience) {
    return new AuditFile(
        new Target(Path.of("audit.jsonl"), new GroupCommit(sink, patience)), redactor);
  }

  /** From now on as {@link #inFolder}. */
  public void moveToFolder(Path data) {
    move(own(data), true);
  }

  /** From now on as {@link #at}. */
  public void moveTo(Path path) {
    move(path, false);
  }

  private synchronized void move(Path path, boolean makesFolder) {
    Target before = target;
    if (!before.path().equals(path)) {
      target = Target.of(path, makesFolder);
      before.commits().close();
    }
  }

  private static Path own(Path data) {
    return data.resolve("audit.jsonl");
  }

  @Override
  public void write(AuditEntry entry) {
    String line = AuditLine.of(entry, redactor) + "\n";
    write(line.getBytes(StandardCharsets.UTF_8), target);
  }

  private void write(byte[] line, Target to) {
    try {
      to.commits().write(line);
    } catch (IOException e) {
      Target now = target;
      if (now.equals(to)) {
        throw unwritable(e, to.path());
      }
      // It has just moved.
      write(line, now);
    }
  }

  private static CommandException unwritable(IOException reason, Path path) {
    return Finding.AUDIT_UNWRITABLE.failure(
        Map.of("file", path, "reason", words(reason), "remedy", remedy(reason, path)), reason);
  }

  private static String words(IOException reason) {
    if (reason instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (reason instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    if (reason instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    String message = reason.getMessage();
    return message == null ? reason.getClass().getSimpleName() : message;
  }

  private static String remedy(IOException reason, Path path) {
    return reason instanceof GoneException
        ? "Somebody has removed it while this process ran. Find out who; then create it again: install -m 600 /dev/null "
            + path
        : "Look at the free space of its disk, and at who may write the file and its folder. --data DIR names another"
            + " folder, audit.file in sallyport.yaml another file.";
  }

  @Override
  public void close() {
    target.commits().close();
  }
}
