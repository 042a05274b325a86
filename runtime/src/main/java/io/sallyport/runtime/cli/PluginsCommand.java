// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.plugin.PluginReport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport plugins}. */
@Command(
    name = "plugins",
    header = "Lists the plugins on disk: what was loaded, what was refused, and why.",
    footer = {"", "Example:", "  sallyport plugins"})
final class PluginsCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(false)) {
      List<PluginReport> plugins = sallyport.plugins().plugins();
      if (plugins.isEmpty()) {
        root.messages()
            .println(
                "There is no plugin in " + root.surroundings().home().resolve("plugins") + ".");
      }
      plugins.forEach(plugin -> print(plugin, root));
      return ExitCode.SUCCESSFUL;
    }
  }

  private static void print(PluginReport plugin, SallyportCommand root) {
    boolean loaded = !plugin.integrations().isEmpty() || !plugin.secretProviders().isEmpty();
    String state = !loaded ? "refused" : plugin.problems().isEmpty() ? "loaded" : "loaded in part";
    root.answers().println(plugin.name() + "  " + plugin.version() + "  " + state);
    root.answers().println("    " + plugin.path());
    plugin.integrations().forEach(id -> root.answers().println("    integration: " + id));
    plugin.secretProviders().forEach(name -> root.answers().println("    vault provider: " + name));
    plugin.notes().forEach(note -> root.answers().println("    note: " + note));
    plugin.problems().forEach(problem -> root.answers().println("    refused: " + problem));
  }
}
