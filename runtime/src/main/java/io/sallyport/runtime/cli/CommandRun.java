// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run from the command line: from arguments to an answer on standard output and an exit code.
 */
final class CommandRun {

  private final SallyportCommand root;
  private final Caller caller;
  private final OutputFormat output;

  CommandRun(SallyportCommand root, Caller caller, OutputFormat output) {
    this.root = root;
    this.caller = caller;
    this.output = output;
  }

  int run(
      String command,
      String connection,
      List<String> inputs,
      Optional<String> file,
      Optional<Duration> timeout) {
    try (Sallyport sallyport = root.open(false)) {
      Optional<CommandService> commands = sallyport.commands();
      if (commands.isEmpty()) {
        return broken(sallyport, command, connection);
      }
      Report report = report(commands.get(), command, connection, inputs, file, timeout);
      print(report);
      return ExitCode.of(report);
    }
  }

  private Report report(
      CommandService commands,
      String command,
      String connection,
      List<String> inputs,
      Optional<String> file,
      Optional<Duration> timeout) {
    try {
      Mapping input = InputArguments.read(inputs, file, root.surroundings().input());
      return commands.run(call(command, connection, input, timeout));
    } catch (CommandException e) {
      return commands.refuse(
          call(command, connection, Mapping.empty(Place.of("input")), timeout), e);
    }
  }

  private CommandCall call(
      String command, String connection, Mapping input, Optional<Duration> timeout) {
    return new CommandCall(caller, command, connection, input, timeout);
  }

  /** A program that waits for a document gets one, too; a person gets the list of what is wrong. */
  private int broken(Sallyport sallyport, String command, String connection) {
    List<String> lines = SallyportCommand.lines(sallyport.configuration());
    if (output != OutputFormat.text) {
      CommandException reason = Finding.CONFIGURATION_INVALID.failure();
      for (String line : lines) {
        reason = reason.withDetail(line);
      }
      CommandCall call =
          call(command, connection, Mapping.empty(Place.of("input")), Optional.empty());
      print(CommandService.refusal(call, reason, "", root.redactor(), Instant.now()));
    }
    throw new StopException(ExitCode.CONFIGURATION, lines);
  }

  private void print(Report report) {
    root.answers().print(output.renderer(root.surroundings().colour()).render(report));
    root.answers().flush();
  }
}
