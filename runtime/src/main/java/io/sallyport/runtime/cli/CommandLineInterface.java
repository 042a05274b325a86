// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Excerpt;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * Parses the arguments, runs the command, and turns whatever happens into a message and an exit
 * code.
 */
public final class CommandLineInterface {

  private static final Logger LOG = LoggerFactory.getLogger(CommandLineInterface.class);

  /** Runs one command line and returns its exit code; throws nothing. */
  public static int run(Surroundings surroundings, String... arguments) {
    Redactor redactor = new Redactor();
    Logging.start(Logging.Detail.WARNINGS, redactor, surroundings.messages());
    SallyportCommand root = new SallyportCommand(surroundings, redactor);
    CommandLine commandLine = new CommandLine(root);
    commandLine.setColorScheme(
        Help.defaultColorScheme(surroundings.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    commandLine.setOut(new PrintWriter(surroundings.answers(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(surroundings.messages(), true, StandardCharsets.UTF_8));
    commandLine.setUsageHelpLongOptionsMaxWidth(28);
    commandLine.setUsageHelpWidth(110);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionStrategy(
        parsed -> {
          root.startLog();
          return new CommandLine.RunLast().execute(parsed);
        });
    commandLine.setParameterExceptionHandler((exception, args) -> wrongUsage(exception));
    commandLine.setExecutionExceptionHandler(
        (exception, failed, parsed) -> fault(surroundings, redactor, exception));
    try {
      return commandLine.execute(arguments);
    } catch (Throwable e) {
      return fault(surroundings, redactor, e);
    }
  }

  private static int wrongUsage(CommandLine.ParameterException exception) {
    CommandLine failed = exception.getCommandLine();
    failed.getErr().println(message(exception));
    failed.getErr().println("Try: " + failed.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String message(CommandLine.ParameterException exception) {
    if (!(exception instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(exception.getMessage());
    }
    String typed = Excerpt.of(unmatched.getUnmatched().get(0));
    CommandLine at = exception.getCommandLine();
    if (typed.startsWith("-")) {
      // What stands behind the equals sign may be a secret.
      typed = typed.replaceFirst("(?s)=.*", "");
      List<String> options =
          at.getCommandSpec().options().stream().map(option -> option.longestName()).toList();
      return "The option " + typed + " is unknown." + hint(typed, options);
    }
    return at.getSubcommands().isEmpty()
        ? "The argument " + typed + " is one too many."
        : "The command " + typed + " is unknown." + hint(typed, at.getSubcommands().keySet());
  }

  private static String hint(String typed, Collection<String> known) {
    return Names.nearest(typed, known).map(nearest -> " Did you mean " + nearest + "?").orElse("");
  }

  private static int fault(Surroundings surroundings, Redactor redactor, Throwable exception) {
    if (exception instanceof StopException stop) {
      stop.lines().forEach(line -> surroundings.messages().println(redactor.mask(line)));
      return stop.exitCode();
    }
    LOG.error("The command ended in a fault of Sallyport", exception);
    surroundings
        .messages()
        .println(
            "Sallyport failed unexpectedly ("
                + exception.getClass().getSimpleName()
                + "). This is a fault of Sallyport, not yours: run the same command with --verbose and report what it prints.");
    return ExitCode.INTERNAL_FAULT;
  }

  private CommandLineInterface() {}
}
