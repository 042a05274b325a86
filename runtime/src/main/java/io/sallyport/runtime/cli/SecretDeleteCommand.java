// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.schema.Names;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport secret delete}. */
@Command(
    name = "delete",
    header = "Removes a key and its value from a keystore.",
    footer = {"", "Example:", "  sallyport secret delete proofpoint/acme --vault corp-vault"})
final class SecretDeleteCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SecretCommand parent;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SecretVaultOption vault = new SecretVaultOption();

  @Parameters(paramLabel = "KEY", description = "What the value is known by; list shows all.")
  private String key = "";

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    return vault.use(
        root,
        Objects.requireNonNull(spec),
        (name, keystore) -> {
          SecretVaultOption.checkKey(key);
          List<String> keys = keystore.keys();
          if (!keys.contains(key) || !keystore.delete(key)) {
            String hint =
                Names.nearest(key, keys).map(near -> " Did you mean " + near + "?").orElse("");
            throw new StopException(
                ExitCode.REFUSED,
                List.of("The vault " + name + " has nothing under " + key + "." + hint));
          }
          root.answers().println("${" + name + ":" + key + "} is deleted.");
          return ExitCode.SUCCESSFUL;
        });
  }
}
