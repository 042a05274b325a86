// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport secret list}. */
@Command(
    name = "list",
    header = "Lists the keys of a keystore, never a value.",
    footer = {"", "Example:", "  sallyport secret list --vault corp-vault"})
final class SecretListCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SecretCommand parent;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SecretVaultOption vault = new SecretVaultOption();

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    return vault.use(
        root,
        Objects.requireNonNull(spec),
        (name, keystore) -> {
          List<String> keys = keystore.keys();
          keys.forEach(root.answers()::println);
          if (keys.isEmpty()) {
            root.messages().println("The vault " + name + " holds no secret yet.");
          }
          return ExitCode.SUCCESSFUL;
        });
  }
}
