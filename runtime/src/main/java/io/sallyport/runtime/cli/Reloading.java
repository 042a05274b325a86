// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.FolderStamp;
import io.sallyport.runtime.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the configuration read again, and tells the log and whoever asked what came of it. */
final class Reloading {

  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final Sallyport sallyport;

  /** How the files looked when they were last read. */
  private Object read;

  /** The configuration has just been read for the first time. */
  Reloading(Sallyport sallyport) {
    this.sallyport = sallyport;
    this.read = stamp();
  }

  /** How the files look now. */
  Object stamp() {
    return FolderStamp.of(sallyport.folders().configuration());
  }

  /** Nothing is done where somebody has had these files read already. */
  synchronized void reloadIfChanged() {
    if (!stamp().equals(read)) {
      reload();
    }
  }

  /** For a person, and for the exit code of the process that asked. */
  record Outcome(int exitCode, List<String> lines) {}

  /** One at a time. */
  synchronized Outcome reload() {
    read = stamp();
    Configuration before = sallyport.live().orElseThrow().current();
    ConfigurationResult result = sallyport.reload();
    List<String> lines = new ArrayList<>();
    Optional<Configuration> after = result.configuration();
    if (after.isEmpty()) {
      result.problems().stream().map(Problem::toString).forEach(lines::add);
      lines.add(
          "Nothing was changed: revision "
              + before.revision()
              + " stays in force until this is mended.");
      lines.forEach(line -> LOG.error("Reload: {}", line));
      return new Outcome(ExitCode.CONFIGURATION, lines);
    }
    result.warnings().forEach(warning -> lines.add("warning: " + warning));
    if (!after.get().namesSameStore(before)) {
      lines.add("warning: store has changed, which takes effect at the next start.");
    }
    if (!after.get().namesSamePlugins(before)) {
      lines.add("warning: plugins has changed, which takes effect at the next start.");
    }
    lines.forEach(line -> LOG.warn("Reload: {}", line));
    String summary = summary(before, after.get());
    LOG.info("Reload: {}", summary);
    lines.add(summary);
    return new Outcome(ExitCode.SUCCESSFUL, lines);
  }

  private static String summary(Configuration before, Configuration after) {
    int added = 0;
    int changed = 0;
    for (Connection connection : after.connections()) {
      Optional<Connection> earlier = before.find(connection.name());
      if (earlier.isEmpty()) {
        added++;
      } else if (!earlier.get().identity().equals(connection.identity())) {
        changed++;
      }
    }
    int all = after.connections().size();
    int gone = before.connections().size() - (all - added);
    StringBuilder summary =
        new StringBuilder("Revision ")
            .append(after.revision())
            .append(
                after.revision().equals(before.revision())
                    ? " is in force, as before: "
                    : " is in force, before it " + before.revision() + ": ")
            .append(all == 1 ? "1 connection" : all + " connections");
    append(summary, added, " new");
    append(summary, changed, " changed");
    append(summary, gone, " gone");
    return summary.append('.').toString();
  }

  private static void append(StringBuilder summary, int count, String what) {
    if (count > 0) {
      summary.append(", ").append(count).append(what);
    }
  }
}
