// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport secret}. */
@Command(
    name = "secret",
    header =
        "Keeps secrets in a keystore, an encrypted file that sallyport.yaml declares as a vault.",
    description = {
      "",
      "A value is asked for, or read from standard input or a file; it is never taken from the command line, where every",
      "process of this machine can read it."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SecretSetCommand.class, SecretListCommand.class, SecretDeleteCommand.class},
    footer = {
      "",
      "Examples:",
      "  sallyport secret set proofpoint/acme --vault corp-vault",
      "  sallyport secret list --vault corp-vault",
      "  sallyport secret delete proofpoint/acme --vault corp-vault",
      "",
      "A connection then says: password: ${corp-vault:proofpoint/acme}"
    })
final class SecretCommand implements Runnable {

  @ParentCommand private @Nullable SallyportCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "A command is missing: set, list or delete.");
  }

  SallyportCommand root() {
    return Objects.requireNonNull(parent);
  }
}
