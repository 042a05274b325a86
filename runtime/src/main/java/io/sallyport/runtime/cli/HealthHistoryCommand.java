// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.runtime.render.PrettyJson;
import io.sallyport.runtime.render.TerminalText;
import io.sallyport.runtime.render.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport health history}. */
@Command(
    name = "history",
    header = "Shows what has become of a connection, the latest first; 90 days are kept.",
    footer = {"", "Example:", "  sallyport health history proofpoint-demo --most 20"})
final class HealthHistoryCommand implements Callable<Integer> {

  @ParentCommand private @Nullable HealthCommand parent;

  @Parameters(paramLabel = "NAME", description = "The connection's name.")
  private String name = "";

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = "How many lines at most. Default: ${DEFAULT-VALUE}.")
  private int most = 50;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private ListFormat output = ListFormat.text;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent).root();
    JsonNode history =
        HealthQuestion.ask(
                root,
                HealthRequests.HISTORY,
                JsonNodeFactory.instance
                    .objectNode()
                    .put("connection", name)
                    .put("most", Math.max(1, most)))
            .path("history");
    if (output == ListFormat.json) {
      root.answers().println(PrettyJson.write(history));
    } else if (history.isEmpty()) {
      root.messages().println("Nothing has happened to " + name + " yet.");
    } else {
      TextTable table = new TextTable(List.of("AT", "FROM", "TO", "WHY"));
      history.forEach(
          line ->
              table.row(
                  List.of(
                      TimeText.clock(Instant.parse(line.path("at").asText())),
                      line.path("from").asText(),
                      line.path("to").asText(),
                      TerminalText.line(line.path("reason").asText()))));
      table.lines().forEach(root.answers()::println);
    }
    return ExitCode.SUCCESSFUL;
  }
}
