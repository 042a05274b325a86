// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport health unmute}. */
@Command(
    name = "unmute",
    header = "Ends what mute has begun.",
    footer = {"", "Example:", "  sallyport health unmute proofpoint-demo"})
final class HealthUnmuteCommand implements Callable<Integer> {

  @ParentCommand private @Nullable HealthCommand parent;

  @Parameters(paramLabel = "NAME", description = "The connection's name.")
  private String name = "";

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    JsonNode answer =
        HealthQuestion.ask(
            root,
            HealthRequests.UNMUTE,
            JsonNodeFactory.instance.objectNode().put("connection", name));
    root.answers()
        .println(
            answer.path("muted").asBoolean()
                ? name + " is not muted any more."
                : name + " was not muted.");
    return ExitCode.SUCCESSFUL;
  }
}
