// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.secret.KeystoreFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport secret set}. */
@Command(
    name = "set",
    header = "Keeps a value under a key; asks for it unless told where it is.",
    footer = {
      "",
      "Examples:",
      "  sallyport secret set proofpoint/acme --vault corp-vault",
      "  sallyport secret set proofpoint/acme --from-file /run/secrets/acme",
      "  pass show acme | sallyport secret set proofpoint/acme --stdin",
      "",
      "A line break at the end of a file or of standard input is left out. The keystore is made when there is none yet."
    })
final class SecretSetCommand implements Callable<Integer> {

  private static final String WHY =
      "A value is never taken from the command line, where every process of this machine can read it."
          + " Leave it out to be asked for it, or use --stdin or --from-file FILE.";

  @ParentCommand private @Nullable SecretCommand parent;
  @Spec private @Nullable CommandSpec spec;
  @Mixin private SecretVaultOption vault = new SecretVaultOption();

  @Parameters(index = "0", paramLabel = "KEY", description = "What the value is known by.")
  private String key = "";

  /** Whatever follows is most likely a value: it must not be shown as one argument too many. */
  @Parameters(index = "1..*", hidden = true, arity = "0..*")
  private List<String> values = new ArrayList<>();

  @ArgGroup private @Nullable Source source;

  /** Where the value is. */
  private static final class Source {
    @Option(names = "--stdin", description = "Read the value from standard input.")
    private boolean standardInput;

    @Option(
        names = "--from-file",
        paramLabel = "FILE",
        description = "Read the value from this file.")
    private @Nullable String file;
  }

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    CommandSpec known = Objects.requireNonNull(spec);
    values.forEach(root.redactor()::learn);
    if (!values.isEmpty()) {
      throw new ParameterException(known.commandLine(), "There is more than a key. " + WHY);
    }
    int equals = key.indexOf('=');
    if (equals >= 0) {
      root.redactor().learn(key.substring(equals + 1));
      throw new ParameterException(known.commandLine(), "KEY=VALUE is not taken. " + WHY);
    }
    return vault.use(
        root,
        known,
        (name, keystore) -> {
          SecretVaultOption.checkKey(key);
          String value = value(root, known);
          root.redactor().learn(value);
          boolean made = !Files.exists(keystore.file());
          keystore.set(key, value);
          root.answers().println(done(name, keystore, made));
          return ExitCode.SUCCESSFUL;
        });
  }

  private String done(String name, KeystoreFile keystore, boolean made) {
    return "${"
        + name
        + ":"
        + key
        + "} is set"
        + (made ? "; " + keystore.file() + " was made" : "")
        + ".";
  }

  private String value(SallyportCommand root, CommandSpec known) {
    Source given = source;
    if (given == null) {
      return SecretValue.asked(key)
          .orElseThrow(
              () ->
                  new ParameterException(
                      known.commandLine(), "There is no terminal to ask for the value. " + WHY));
    }
    return given.standardInput
        ? SecretValue.read(root.surroundings().input())
        : SecretValue.read(Optional.ofNullable(given.file).orElse(""));
  }
}
