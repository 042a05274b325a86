// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.access.Decision;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.Permits;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.render.PrettyJson;
import io.sallyport.runtime.render.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code sallyport access}: the operator's view of what somebody may do. It names connections that
 * the user could not see.
 */
@Command(
    name = "access",
    header = "Says what a user may run through which connection, and which rule denies the rest.",
    footer = {
      "",
      "Examples:",
      "  sallyport access --as alice",
      "  sallyport access --as bob --site \"Branch Office\" -c proofpoint-demo",
      "",
      "This is a tool for the operator: it shows connections that the user would not get to see."
    })
final class AccessCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Mixin private CallerOptions options = new CallerOptions();

  @Option(
      names = {"-c", "--connection"},
      paramLabel = "CONNECTION",
      description = "Only this connection; otherwise all.")
  private @Nullable String connection;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private ListFormat output = ListFormat.text;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(false)) {
      Permits permits = root.configuration(sallyport).permits();
      Caller caller = options.caller();
      Decision admitted = permits.admits(caller);
      if (!admitted.allowed()) {
        throw new StopException(ExitCode.REFUSED, List.of(admitted.reason()));
      }
      Caller operator = Caller.operatingSystemUser();
      List<Connection> asked =
          connection == null
              ? permits.visible(operator)
              : List.of(permits.connection(operator, connection));
      List<String> lines =
          output == ListFormat.json
              ? List.of(PrettyJson.write(json(permits, caller, asked)))
              : text(permits, caller, asked);
      lines.forEach(line -> root.answers().println(root.redactor().mask(line)));
      return ExitCode.SUCCESSFUL;
    } catch (CommandException e) {
      throw StopException.refused(e);
    }
  }

  private static Map<LoadedCommand, Decision> decisions(
      Permits permits, Caller caller, Connection connection) {
    Map<LoadedCommand, Decision> decisions = new LinkedHashMap<>();
    for (LoadedCommand command : connection.integration().commands()) {
      decisions.put(command, permits.decide(caller, connection, command));
    }
    return decisions;
  }

  private static List<String> text(Permits permits, Caller caller, List<Connection> connections) {
    List<String> lines = new ArrayList<>();
    if (connections.isEmpty()) {
      lines.add("No connection is declared.");
    }
    for (Connection each : connections) {
      Map<LoadedCommand, Decision> decisions = decisions(permits, caller, each);
      List<String> allowed = new ArrayList<>();
      Map<String, List<String>> commandsByRule = new LinkedHashMap<>();
      Map<String, String> reasons = new LinkedHashMap<>();
      decisions.forEach(
          (command, decision) -> {
            if (decision.allowed()) {
              allowed.add(command.name());
            }
            decision
                .deniedBy()
                .ifPresent(
                    rule -> {
                      commandsByRule
                          .computeIfAbsent(rule.toString(), key -> new ArrayList<>())
                          .add(command.name());
                      reasons.putIfAbsent(rule.toString(), decision.reason());
                    });
          });
      lines.add(each.name());
      if (!allowed.isEmpty()) {
        lines.add("  may run: " + listed(allowed, decisions.size()));
      }
      commandsByRule.forEach(
          (rule, commands) -> {
            lines.add("  denied by " + rule + ": " + listed(commands, decisions.size()));
            lines.add("    " + TerminalText.line(reasons.getOrDefault(rule, "")));
          });
    }
    return lines;
  }

  private static String listed(List<String> commands, int all) {
    return commands.size() == all ? "everything" : String.join(", ", commands);
  }

  private static ObjectNode json(Permits permits, Caller caller, List<Connection> connections) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("user", caller.user().orElse(null));
    answer.put("site", caller.site().orElse(null));
    ArrayNode all = answer.putArray("connections");
    for (Connection each : connections) {
      ObjectNode entry = all.addObject().put("name", each.name());
      entry.put(
          "visible", permits.visibility(caller, each.name()).map(Decision::allowed).orElse(false));
      ArrayNode allowed = entry.putArray("allowed");
      ArrayNode denied = entry.putArray("denied");
      decisions(permits, caller, each)
          .forEach(
              (command, decision) -> {
                if (decision.allowed()) {
                  allowed.add(command.name());
                } else {
                  denied
                      .addObject()
                      .put("command", command.name())
                      .put("rule", decision.deniedBy().map(Object::toString).orElse(""))
                      .put("reason", decision.reason());
                }
              });
    }
    return answer;
  }
}
