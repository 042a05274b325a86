// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport reload}. */
@Command(
    name = "reload",
    header = "Has the running server read its configuration again, all of it or nothing.",
    footer = {"", "Example:", "  sallyport reload --config /etc/sallyport"})
final class ReloadCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Server server = running(root)) {
      JsonNode answer =
          server
              .ask("reload", JsonNodeFactory.instance.objectNode())
              .orElseThrow(() -> gone(server));
      int exitCode = answer.path("exitCode").asInt();
      PrintStream stream = exitCode == ExitCode.SUCCESSFUL ? root.answers() : root.messages();
      answer.path("lines").forEach(line -> stream.println(line.asText()));
      return exitCode;
    }
  }

  /** The server that a command is for which makes no sense without one. */
  static Server running(SallyportCommand root) {
    return Server.of(root)
        .orElseThrow(
            () ->
                new StopException(
                    ExitCode.FAILED,
                    List.of(
                        "No server runs with the data folder "
                            + root.folders().data()
                            + ". Start one with sallyport serve, or name its folders with --config and --data.")));
  }

  static StopException gone(Server server) {
    return new StopException(
        ExitCode.FAILED,
        List.of(
            "The server at " + server.socket() + " ended before it answered. Its log says why."));
  }
}
