// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport status}. */
@Command(
    name = "status",
    header = "Says whether a server runs, since when, and on which configuration.",
    footer = {"", "Example:", "  sallyport status --config /etc/sallyport"})
final class StatusCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Server server = ReloadCommand.running(root)) {
      JsonNode status =
          server
              .ask("status", JsonNodeFactory.instance.objectNode())
              .orElseThrow(() -> ReloadCommand.gone(server));
      root.answers()
          .println(
              "Running since "
                  + status.path("started").asText()
                  + " as process "
                  + status.path("process").asText()
                  + ": revision "
                  + status.path("revision").asText()
                  + ", connections "
                  + status.path("connections").asText()
                  + ", open sessions "
                  + status.path("sessions").asText()
                  + ", health checks "
                  + status.path("healthChecks").asText()
                  + ".");
      for (String key : List.of("warning", "trouble")) {
        if (status.has(key)) {
          root.messages().println("warning: " + status.path(key).asText());
        }
      }
      return ExitCode.SUCCESSFUL;
    }
  }
}
