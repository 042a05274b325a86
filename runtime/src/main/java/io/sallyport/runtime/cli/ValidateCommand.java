// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport validate}. */
@Command(
    name = "validate",
    header = "Checks the configuration and says everything that is wrong with it.",
    description = {
      "",
      "References are looked up, so an unset variable shows here and not at three in the morning. No product is called;",
      "that is what test is for."
    },
    footer = {"", "Example:", "  sallyport validate --config /etc/sallyport"})
final class ValidateCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(true)) {
      ConfigurationResult result = sallyport.configuration();
      List<String> problems = new ArrayList<>(SallyportCommand.lines(result));
      result
          .configuration()
          .ifPresent(configuration -> problems.addAll(unusable(configuration, sallyport)));
      result
          .warnings()
          .forEach(warning -> root.messages().println(root.redactor().mask("warning: " + warning)));
      if (!problems.isEmpty()) {
        problems.add(problems.size() == 1 ? "1 problem." : problems.size() + " problems.");
        throw new StopException(ExitCode.CONFIGURATION, problems);
      }
      int count =
          result.configuration().map(configuration -> configuration.connections().size()).orElse(0);
      root.answers()
          .println(
              "The configuration is valid: "
                  + count
                  + (count == 1 ? " connection." : " connections."));
      return ExitCode.SUCCESSFUL;
    }
  }

  /** What only the integration itself can say about its parameters. */
  private static List<String> unusable(Configuration configuration, Sallyport sallyport) {
    List<String> problems = new ArrayList<>();
    for (Connection connection : configuration.connections()) {
      try {
        sallyport.sessions().of(connection);
      } catch (CommandException e) {
        problems.add(new Problem(connection.definition().place(), e.text()).toString());
      }
    }
    return problems;
  }
}
