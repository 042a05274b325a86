// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport mail}. */
@Command(
    name = "mail",
    header = "Tries the mail server that alerts are sent through.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {MailTestCommand.class},
    footer = {"", "Example:", "  sallyport mail test --to ops@example.com"})
final class MailCommand implements Runnable {

  @ParentCommand private @Nullable SallyportCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "A command is missing: test.");
  }

  SallyportCommand root() {
    return Objects.requireNonNull(parent);
  }
}
