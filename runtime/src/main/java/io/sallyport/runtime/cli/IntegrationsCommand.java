// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.render.TextTable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport integrations}. */
@Command(
    name = "integrations",
    header = "Lists the products that connections can be declared for.",
    footer = {"", "Example:", "  sallyport integrations"})
final class IntegrationsCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(false)) {
      List<LoadedIntegration> integrations = sallyport.plugins().integrations();
      TextTable table =
          new TextTable(List.of("INTEGRATION", "NAME", "CATEGORY", "COMMANDS", "PLUGIN"));
      for (LoadedIntegration integration : integrations) {
        table.row(
            List.of(
                integration.info().id(),
                integration.info().name(),
                integration.info().category().isEmpty() ? "-" : integration.info().category(),
                String.valueOf(integration.commands().size()),
                integration.pluginName()));
      }
      table.lines().forEach(root.answers()::println);
      sallyport.plugins().problems().forEach(root.messages()::println);
      return ExitCode.SUCCESSFUL;
    }
  }
}
