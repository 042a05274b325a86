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
import picocli.CommandLine.ParentCommand;

/** {@code sallyport outbox}. */
@Command(
    name = "outbox",
    header = "Shows the mail that waits to be sent, and what became of the rest; the latest first.",
    description = {
      "",
      "WAITING: tried again by itself, for 24 hours. SENT: the mail server has taken it. FAILED: it refuses for good.",
      "EXPIRED: it was not to be had for 24 hours. SUPERSEDED: it was over before anybody could be told."
    },
    subcommands = OutboxRetryCommand.class,
    footer = {"", "Examples:", "  sallyport outbox", "  sallyport outbox retry 17"})
final class OutboxCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = "How many mails at most. Default: ${DEFAULT-VALUE}.")
  private int most = 50;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private ListFormat output = ListFormat.text;

  SallyportCommand root() {
    return Objects.requireNonNull(parent);
  }

  @Override
  public Integer call() {
    JsonNode mails =
        HealthQuestion.ask(
                root(),
                HealthRequests.OUTBOX,
                JsonNodeFactory.instance.objectNode().put("most", Math.max(1, most)))
            .path("mails");
    if (output == ListFormat.json) {
      root().answers().println(PrettyJson.write(mails));
    } else if (mails.isEmpty()) {
      root().messages().println("The outbox is empty.");
    } else {
      Instant now = Instant.now();
      TextTable table =
          new TextTable(
              List.of(
                  "ID", "STATUS", "KIND", "CONNECTION", "RECIPIENT", "WRITTEN", "TRIED", "WHY"));
      mails.forEach(mail -> table.row(row(mail, now)));
      table.lines().forEach(root().answers()::println);
    }
    return ExitCode.SUCCESSFUL;
  }

  private static List<String> row(JsonNode mail, Instant now) {
    boolean waits = mail.path("status").asText().equals("WAITING");
    String next =
        waits && mail.path("attempts").asInt() > 0
            ? ", again " + TimeText.ahead(Instant.parse(mail.path("next").asText()), now)
            : "";
    int code = mail.path("code").asInt();
    String detail = TerminalText.line(mail.path("detail").asText());
    String why = (code == 0 ? "" : code + " ") + detail;
    return List.of(
        mail.path("id").asText(),
        mail.path("status").asText(),
        mail.path("kind").asText(),
        mail.hasNonNull("connection") ? mail.path("connection").asText() : "-",
        TerminalText.line(mail.path("recipient").asText()),
        TimeText.clock(Instant.parse(mail.path("created").asText())),
        mail.path("attempts").asText()
            + (mail.path("attempts").asInt() == 1 ? " time" : " times")
            + next,
        why.isBlank() ? "-" : why.strip());
  }
}
