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

  private final Path path;
  private final Redactor redactor;
  private final GroupCommit commits;

  private AuditFile(Path path, Redactor redactor, LineSink sink, Duration patience) {
    this.path = path;
    this.redactor = redactor;
    this.commits = new GroupCommit(sink, patience);
  }

  /** {@code audit.jsonl} in the data folder, which is made when it is missing. */
  public static AuditFile inFolder(Path data, Redactor redactor) {
    Path path = data.resolve("audit.jsonl");
    return new AuditFile(path, redactor, new AppendedFile(path, true), PATIENCE);
  }

  /** A file that the configuration names. */
  public static AuditFile at(Path path, Redactor redactor) {
    return new AuditFile(path, redactor, new AppendedFile(path, false), PATIENCE);
  }

  /** One on a device of the test's own. */
  static AuditFile on(LineSink sink, Redactor redactor, Duration patience) {
    return new AuditFile(Path.of("audit.jsonl"), redactor, sink, patience);
  }

  @Override
  public void write(AuditEntry entry) {
    String line = AuditLine.of(entry, redactor) + "\n";
    try {
      commits.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CommandException unwritable(IOException reason) {
    return Finding.AUDIT_UNWRITABLE
        .failure(Map.of("file", path, "reason", words(reason), "remedy", remedy(reason)))
        .withCause(reason);
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

  private String remedy(IOException reason) {
    return reason instanceof GoneException
        ? "Somebody has removed it while this process ran. Find out who; then create it again: install -m 600 /dev/null "
            + path
        : "Look at the free space of its disk, and at who may write the file and its folder. --data DIR names another"
            + " folder, audit.file in sallyport.yaml another file.";
  }

  @Override
  public void close() {
    commits.close();
  }
}
