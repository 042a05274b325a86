// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.ConnectionDefinition;
import io.sallyport.runtime.render.TextTable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport connections}. */
@Command(
    name = "connections",
    header = "Lists the connections that commands can run through.",
    footer = {"", "Example:", "  sallyport connections --config /etc/sallyport"})
final class ConnectionsCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(false)) {
      List<Connection> connections = root.configuration(sallyport).connections();
      if (connections.isEmpty()) {
        root.messages()
            .println(
                "No connection is declared. Declare one in a file under connections/ of the configuration folder.");
        return ExitCode.SUCCESSFUL;
      }
      TextTable table =
          new TextTable(List.of("CONNECTION", "INTEGRATION", "SITE", "ACTIVE", "DESCRIPTION"));
      connections.forEach(connection -> table.row(row(connection)));
      table.lines().forEach(root.answers()::println);
      return ExitCode.SUCCESSFUL;
    }
  }

  private static List<String> row(Connection connection) {
    ConnectionDefinition definition = connection.definition();
    String site =
        definition.shareToInternalSites().orElse(false)
            ? "all internal sites"
            : definition.site().orElse("-");
    return List.of(
        connection.name(),
        connection.integration().info().id(),
        site,
        definition.active() ? "yes" : "no",
        definition.description().orElse("").replaceAll("\\p{Cntrl}+", " "));
  }
}
