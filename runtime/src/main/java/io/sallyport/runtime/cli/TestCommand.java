// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport test}: the same as {@code run "Test Connection"}. */
@Command(
    name = "test",
    header = "Runs Test Connection: does the connection work?",
    footer = {"", "Example:", "  sallyport test proofpoint-demo"})
final class TestCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Parameters(
      paramLabel = "CONNECTION",
      description = "The connection's name; connections lists them.")
  private String connection = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private OutputFormat output = OutputFormat.text;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = RunCommand.DurationConverter.class,
      description = "How long the test may take, such as 30s; otherwise the connection says.")
  private @Nullable Duration timeout;

  @Override
  public Integer call() {
    return new CommandRun(Objects.requireNonNull(parent), output)
        .run(
            "Test Connection",
            connection,
            List.of(),
            Optional.empty(),
            Optional.ofNullable(timeout));
  }
}
