// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.Connection;
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

  Reloading(Sallyport sallyport) {
    this.sallyport = sallyport;
  }

  /** For a person, and for the exit code of the process that asked. */
  record Outcome(int exitCode, List<String> lines) {}

  /** One at a time. */
  synchronized Outcome reload() {
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
    String revision =
        after.revision().equals(before.revision())
            ? "Revision " + after.revision() + ", as before"
            : "Revision " + after.revision() + " is in force, before it " + before.revision();
    return revision
        + ". "
        + (all == 1 ? "1 connection" : all + " connections")
        + ": "
        + added
        + " new, "
        + changed
        + " reached in another way, "
        + (all - added - changed)
        + " with their sessions as before; "
        + gone
        + " gone.";
  }
}
