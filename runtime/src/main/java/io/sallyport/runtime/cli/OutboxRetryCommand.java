// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport outbox retry}. */
@Command(
    name = "retry",
    header = "Has a mail tried again now that FAILED or EXPIRED.",
    footer = {"", "Example:", "  sallyport outbox retry 17"})
final class OutboxRetryCommand implements Callable<Integer> {

  @ParentCommand private @Nullable OutboxCommand parent;

  @Parameters(paramLabel = "ID", description = "As sallyport outbox lists it.")
  private long id;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    var unused =
        HealthQuestion.ask(
            root, HealthRequests.AGAIN, JsonNodeFactory.instance.objectNode().put("id", id));
    root.answers().println("The mail " + id + " is tried again.");
    return ExitCode.SUCCESSFUL;
  }
}
