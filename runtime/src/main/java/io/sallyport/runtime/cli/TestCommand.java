// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private CallerOptions caller = new CallerOptions();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    return new CommandRun(root)
        .run(
            new RunRequest(
                caller.user(),
                caller.site(),
                "Test Connection",
                connection,
                List.of(),
                Optional.empty(),
                answer.timeout(),
                answer.output(),
                root.surroundings().colour()));
  }
}
