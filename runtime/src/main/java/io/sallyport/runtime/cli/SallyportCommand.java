// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Folders;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Problem;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root of the command line: the options that every command has, and what every command needs.
 */
@Command(
    name = "sallyport",
    versionProvider = Version.class,
    header = "Lets security playbooks act on security products.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      TestCommand.class,
      ConnectionsCommand.class,
      HealthCommand.class,
      OutboxCommand.class,
      AccessCommand.class,
      IntegrationsCommand.class,
      DescribeCommand.class,
      PluginsCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      SecretCommand.class,
      MailCommand.class,
      ServeCommand.class,
      ReloadCommand.class,
      StatusCommand.class,
      SimulatorCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
    },
    footer = {
      "",
      "Example:",
      "  sallyport run \"Get Organization Sender Lists\" -c proofpoint-demo",
      "",
      "Exit codes: 0 Successful, 1 Failed, 3 Partially Successful, 2 wrong usage, 4 refused (input, unknown name,",
      "denied), 70 a fault of Sallyport, 78 configuration wrong, 130 interrupted."
    })
final class SallyportCommand implements Runnable {

  private final Surroundings surroundings;
  private final Redactor redactor;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "The configuration folder. Otherwise SALLYPORT_CONFIG names it, else it is the distribution's own.")
  private @Nullable String config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where Sallyport itself writes: audit, control socket. Otherwise SALLYPORT_DATA names it, else it is data"
              + " in the configuration folder.")
  private @Nullable String data;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what happens to standard error; twice: everything.")
  private boolean[] verbose = {};

  @SuppressWarnings("unused") // The parser acts on it and stops.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Say which version this is.")
  private boolean version;

  @SuppressWarnings("unused") // The parser acts on it and stops.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  SallyportCommand(Surroundings surroundings, Redactor redactor) {
    this.surroundings = surroundings;
    this.redactor = redactor;
  }

  @Override
  public void run() {
    CommandSpec known = spec;
    if (known != null) {
      throw new ParameterException(
          known.commandLine(), "A command is missing, such as demo, run, test or describe.");
    }
  }

  /** Sets the log to what the arguments ask for. */
  void startLog() {
    if (verbose.length > 0) {
      Logging.Detail detail =
          verbose.length == 1 ? Logging.Detail.DEBUG : Logging.Detail.EVERYTHING;
      Logging.start(detail, redactor, surroundings.messages());
    }
  }

  /** Sets the log to what a service tells, unless the arguments ask for more. */
  void startServiceLog() {
    if (verbose.length == 0) {
      Logging.start(Logging.Detail.SERVICE, redactor, surroundings.messages());
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  PrintStream answers() {
    return surroundings.answers();
  }

  PrintStream messages() {
    return surroundings.messages();
  }

  Redactor redactor() {
    return redactor;
  }

  /** The runtime over the folders that the arguments name. */
  Sallyport open(boolean resolve) {
    return Sallyport.open(folders(), redactor, resolve);
  }

  /** The runtime over another configuration folder, which then holds the data, too. */
  Sallyport open(Path folder, boolean resolve) {
    return Sallyport.open(Folders.of(surroundings.home(), folder), redactor, resolve);
  }

  /**
   * The configuration; when there is something wrong with it, everything is said and the process
   * ends.
   */
  Configuration configuration(Sallyport sallyport) {
    ConfigurationResult result = sallyport.configuration();
    return result
        .configuration()
        .orElseThrow(() -> new StopException(ExitCode.CONFIGURATION, lines(result)));
  }

  /** What is wrong with a configuration and with the plugins, a line each. */
  static List<String> lines(ConfigurationResult result) {
    List<String> lines = new ArrayList<>();
    result.problems().stream().map(Problem::toString).forEach(lines::add);
    // A refused plugin is often why an integration is unknown.
    result.plugins().problems().forEach(lines::add);
    return lines;
  }

  /** The folders that the arguments, or else the environment, name. */
  Folders folders() {
    Path configuration =
        named(config, "SALLYPORT_CONFIG").orElseGet(() -> surroundings.home().resolve("config"));
    return new Folders(
        surroundings.home(),
        configuration,
        named(data, "SALLYPORT_DATA").orElseGet(() -> Folders.defaultData(configuration)));
  }

  private Optional<Path> named(@Nullable String argument, String variable) {
    return Optional.ofNullable(argument)
        .or(() -> Optional.ofNullable(surroundings.environment().get(variable)))
        .filter(text -> !text.isBlank())
        .map(SallyportCommand::path);
  }

  private static Path path(String named) {
    try {
      return Path.of(named).normalize();
    } catch (InvalidPathException e) {
      throw new StopException(
          ExitCode.CONFIGURATION, List.of("\"" + named + "\" is not the path of a folder."));
    }
  }
}
