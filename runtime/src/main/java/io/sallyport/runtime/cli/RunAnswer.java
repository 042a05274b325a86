// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.util.function.Consumer;

/** A run's report as it is shown, and how the process says what became of it. */
record RunAnswer(int exitCode, String text) {

  static RunAnswer of(Report report, RunRequest request) {
    return new RunAnswer(
        ExitCode.of(report), request.output().renderer(request.colour()).render(report));
  }

  /** Runs it. */
  static RunAnswer run(CommandService commands, RunRequest request, Caller base) {
    return run(commands, request, base, report -> {});
  }

  /**
   * Runs it.
   *
   * @param witness sees the report before it is shown
   */
  static RunAnswer run(
      CommandService commands, RunRequest request, Caller base, Consumer<Report> witness) {
    Report report = report(commands, request, base);
    witness.accept(report);
    return of(report, request);
  }

  private static Report report(CommandService commands, RunRequest request, Caller base) {
    try {
      Mapping input = InputArguments.read(request.assignments(), request.document());
      return commands.run(call(request, base, input));
    } catch (CommandException e) {
      return commands.refuse(call(request, base), e);
    }
  }

  /** Without its inputs. */
  static CommandCall call(RunRequest request, Caller base) {
    return call(request, base, Mapping.empty(Place.of("input")));
  }

  private static CommandCall call(RunRequest request, Caller base, Mapping input) {
    return new CommandCall(
        request.callerFor(base), request.command(), request.connection(), input, request.timeout());
  }
}
