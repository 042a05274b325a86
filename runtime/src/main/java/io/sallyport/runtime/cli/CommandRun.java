// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.failure.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run from the command line to an answer on standard output and an exit code: by the process
 * that serves this data folder, where one does, since its sessions are open already; otherwise
 * here.
 */
final class CommandRun {

  private final SallyportCommand root;

  CommandRun(SallyportCommand root) {
    this.root = root;
  }

  int run(RunRequest request) {
    Optional<Server> server = Server.of(root);
    if (server.isPresent()) {
      try (Server serving = server.get()) {
        return print(byServer(serving, request));
      }
    }
    try (Sallyport sallyport = root.open(false)) {
      Optional<CommandService> commands = sallyport.commands();
      if (commands.isEmpty()) {
        return broken(sallyport, request);
      }
      return print(RunAnswer.run(commands.get(), request, Caller.operatingSystemUser()));
    }
  }

  private RunAnswer byServer(Server server, RunRequest request) {
    Optional<JsonNode> answer = server.ask("run", request.toJson());
    return answer
        .map(each -> new RunAnswer(each.path("exitCode").asInt(), each.path("answer").asText()))
        .orElseGet(
            () ->
                refusal(
                    request,
                    Finding.SERVER_GONE
                        .failure(Map.of("socket", server.socket()))
                        .withSent(Sent.UNKNOWN)));
  }

  private RunAnswer refusal(RunRequest request, CommandException reason) {
    return RunAnswer.of(
        CommandService.refusal(
            RunAnswer.call(request, Caller.operatingSystemUser()),
            reason,
            "",
            root.redactor(),
            Instant.now()),
        request);
  }

  /** A program that waits for a document gets one, too; a person gets the list of what is wrong. */
  private int broken(Sallyport sallyport, RunRequest request) {
    List<String> lines = SallyportCommand.lines(sallyport.configuration());
    if (request.output() != OutputFormat.text) {
      CommandException reason = Finding.CONFIGURATION_INVALID.failure();
      for (String line : lines) {
        reason = reason.withDetail(line);
      }
      print(refusal(request, reason));
    }
    throw new StopException(ExitCode.CONFIGURATION, lines);
  }

  private int print(RunAnswer answer) {
    root.answers().print(answer.text());
    root.answers().flush();
    return answer.exitCode();
  }
}
