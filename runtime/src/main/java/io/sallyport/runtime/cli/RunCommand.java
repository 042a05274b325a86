// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport run}. */
@Command(
    name = "run",
    header = "Runs a command through a connection and shows its answer.",
    footer = {
      "",
      "Examples:",
      "  sallyport run \"Get Organization Sender Lists\" -c proofpoint-demo",
      "  sallyport run add-organization-sender-lists -c proofpoint-demo -i 'Safe List Items=[\"partner@good.example\"]'",
      "  sallyport run \"Get Group Sender Lists\" -c proofpoint-demo --input samples/inputs/get-group-sender-lists.json",
      "",
      "Names may be written in any spelling with the same letters and digits. A value that begins with [ or {",
      "is JSON; for a list any other text is one item, and -i given again adds one more."
    })
final class RunCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", description = "The command's name; describe lists them.")
  private String command = "";

  @Option(
      names = {"-c", "--connection"},
      paramLabel = "CONNECTION",
      required = true,
      description = "The connection's name; connections lists them.")
  private String connection = "";

  @Option(
      names = {"-i", "--set"},
      paramLabel = "NAME=VALUE",
      description = "One input; may be given several times, and replaces what --input says.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "A JSON file with the inputs by name; - reads standard input.")
  private @Nullable String file;

  @Mixin private CallerOptions caller = new CallerOptions();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Override
  public Integer call() {
    CommandSpec known = Objects.requireNonNull(spec);
    for (String input : inputs) {
      if (!InputArguments.isAssignment(input)) {
        throw new ParameterException(
            known.commandLine(), "-i takes NAME=VALUE, such as -i 'Group ID=12345'.");
      }
    }
    SallyportCommand root = Objects.requireNonNull(parent);
    return new CommandRun(root)
        .run(
            new RunRequest(
                caller.user(),
                caller.site(),
                command,
                connection,
                inputs,
                Optional.ofNullable(file)
                    .map(name -> InputDocument.read(name, root.surroundings().input())),
                answer.timeout(),
                answer.output(),
                root.surroundings().colour()));
  }
}
