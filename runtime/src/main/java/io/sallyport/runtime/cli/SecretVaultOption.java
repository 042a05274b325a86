// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.connection.KeystoreVaults;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.secret.KeystoreFile;
import io.sallyport.runtime.secret.KeystoreKeys;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which keystore a command is about. */
final class SecretVaultOption {

  @Option(
      names = "--vault",
      paramLabel = "NAME",
      description =
          "The vault in sallyport.yaml; may be left out where exactly one keystore is declared.")
  private @Nullable String name;

  /** What is done with the keystore. */
  interface Use {
    int with(String name, KeystoreFile keystore) throws IOException;
  }

  /** Does it with the keystore that is meant. */
  int use(SallyportCommand root, CommandSpec spec, Use use) {
    try (KeystoreVaults vaults =
        KeystoreVaults.read(root.folders().configuration(), root.redactor())) {
      if (!vaults.problems().isEmpty()) {
        throw new StopException(
            ExitCode.CONFIGURATION, vaults.problems().stream().map(Problem::toString).toList());
      }
      String chosen = chosen(vaults, spec);
      try {
        return use.with(chosen, keystore(vaults, chosen));
      } catch (CommandException e) {
        throw failed(chosen, e.text());
      } catch (IOException e) {
        throw failed(chosen, e.getMessage() + ".");
      }
    }
  }

  static void checkKey(String key) {
    KeystoreKeys.problem(key)
        .ifPresent(
            problem -> {
              throw new StopException(ExitCode.REFUSED, List.of(problem));
            });
  }

  private String chosen(KeystoreVaults vaults, CommandSpec spec) {
    String given = name;
    if (given != null) {
      return given;
    }
    Map<String, KeystoreFile> keystores = vaults.keystores();
    if (keystores.isEmpty()) {
      throw new StopException(
          ExitCode.CONFIGURATION,
          List.of(
              "No keystore is declared. Declare one in sallyport.yaml:",
              "  vaults:",
              "    - {name: corp-vault, provider: keystore, settings: {file: secrets.p12, password: \"${env:KEYSTORE_PASSWORD}\"}}"));
    }
    if (keystores.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Several keystores are declared: say which with --vault. "
              + String.join(", ", keystores.keySet().stream().sorted().toList())
              + ".");
    }
    return keystores.keySet().iterator().next();
  }

  private static KeystoreFile keystore(KeystoreVaults vaults, String chosen) {
    KeystoreFile keystore = vaults.keystores().get(chosen);
    if (keystore != null) {
      return keystore;
    }
    throw new StopException(
        ExitCode.REFUSED,
        List.of(
            vaults.names().contains(chosen)
                ? "The vault " + chosen + " is no keystore: its secrets are kept elsewhere."
                : "The vault " + chosen + " is not declared." + hint(chosen, vaults)));
  }

  private static String hint(String chosen, KeystoreVaults vaults) {
    return Names.nearest(chosen, vaults.keystores().keySet())
        .map(nearest -> " Did you mean " + nearest + "?")
        .orElse("");
  }

  private static StopException failed(String vault, String reason) {
    return new StopException(ExitCode.FAILED, List.of("The vault " + vault + ": " + reason));
  }
}
