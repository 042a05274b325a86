// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.render.PrettyJson;
import io.sallyport.runtime.render.TerminalText;
import io.sallyport.runtime.render.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport health}. */
@Command(
    name = "health",
    header = "Shows which connections work, by their health checks.",
    description = {
      "",
      "Checks run in sallyport serve. States: UNKNOWN, UP, FAILING (k of N): nobody is told yet, DOWN: somebody is,",
      "RECOVERING (k of M). A connection that is stale was not heard of for three intervals.",
      "",
      "Times are UTC."
    },
    subcommands = {HealthMuteCommand.class, HealthUnmuteCommand.class, HealthHistoryCommand.class},
    footer = {
      "",
      "Examples:",
      "  sallyport health",
      "  sallyport health proofpoint-demo --output json",
      "  sallyport health --watch",
      "  sallyport health mute proofpoint-demo --for 2h --reason \"new firewall\"",
      "  sallyport health history proofpoint-demo"
    })
final class HealthCommand implements Callable<Integer> {

  private static final int ERROR_WIDTH = 60;

  private static final Duration REPAINT_EVERY = Duration.ofSeconds(2);

  /** Clears the screen and begins at its top. */
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @ParentCommand private @Nullable SallyportCommand parent;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Left out: all connections.")
  private List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private ListFormat output = ListFormat.text;

  @Option(
      names = {"-w", "--watch"},
      description = "Show it anew every 2 s until Ctrl-C.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    show();
    while (watch) {
      Thread.sleep(REPAINT_EVERY.toMillis());
      show();
    }
    return ExitCode.SUCCESSFUL;
  }

  SallyportCommand root() {
    return Objects.requireNonNull(parent);
  }

  private void show() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode wanted = request.putArray("connections");
    names.forEach(wanted::add);
    JsonNode answer = HealthQuestion.ask(root(), HealthRequests.OVERVIEW, request);
    if (watch && output == ListFormat.text && root().surroundings().colour()) {
      root().answers().print(CLEAR);
    }
    if (output == ListFormat.json) {
      root().answers().println(PrettyJson.write(answer));
    } else {
      showTable(answer);
    }
    root().answers().flush();
  }

  private void showTable(JsonNode answer) {
    if (answer.hasNonNull("trouble")) {
      root().messages().println("warning: " + answer.path("trouble").asText());
    }
    if (answer.path("connections").isEmpty()) {
      root()
          .messages()
          .println(
              "No connection has a health check. Give one healthCheck: {interval: 15m}, or set"
                  + " healthDefaults in sallyport.yaml.");
      return;
    }
    Instant now = Instant.parse(answer.path("now").asText());
    TextTable table =
        new TextTable(
            List.of("CONNECTION", "STATE", "SINCE", "LAST CHECK", "NEXT CHECK", "LAST ERROR"));
    answer.path("connections").forEach(each -> table.row(row(each, now)));
    table.lines().forEach(root().answers()::println);
  }

  private static List<String> row(JsonNode standing, Instant now) {
    JsonNode last = standing.path("lastCheck");
    return List.of(
        standing.path("connection").asText(),
        state(standing),
        standing.hasNonNull("since")
            ? TimeText.clock(Instant.parse(standing.path("since").asText()))
            : "-",
        last.has("at") ? TimeText.ago(Instant.parse(last.path("at").asText()), now) : "never",
        standing.hasNonNull("nextCheck")
            ? TimeText.ahead(Instant.parse(standing.path("nextCheck").asText()), now)
            : "soon",
        error(last));
  }

  private static String state(JsonNode standing) {
    StringBuilder state = new StringBuilder(standing.path("state").asText());
    if (standing.path("stale").asBoolean()) {
      state.append(", stale");
    }
    if (standing.hasNonNull("mute")) {
      state
          .append(", muted until ")
          .append(TimeText.clock(Instant.parse(standing.path("mute").path("until").asText())));
    }
    return state.toString();
  }

  private static String error(JsonNode last) {
    String message = TerminalText.line(last.path("message").asText());
    if (message.isEmpty()) {
      return "-";
    }
    int status = last.path("statusCode").asInt();
    String text =
        switch (last.path("outcome").asText()) {
          case "failed" -> status + " " + message;
          case "passed" -> "warning: " + message;
          default -> last.path("outcome").asText() + ": " + message;
        };
    return text.length() <= ERROR_WIDTH ? text : text.substring(0, ERROR_WIDTH - 1) + "…";
  }
}
