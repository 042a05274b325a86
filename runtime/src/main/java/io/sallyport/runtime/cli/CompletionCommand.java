// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport completion}. */
@Command(
    name = "completion",
    header = "Prints a script with which bash and zsh complete commands and options.",
    footer = {"", "Example:", "  source <(sallyport completion)"})
final class CompletionCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    root.answers()
        .print(AutoComplete.bash("sallyport", Objects.requireNonNull(spec).root().commandLine()));
    return ExitCode.SUCCESSFUL;
  }
}
