// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.ConnectionDefinition;
import io.sallyport.runtime.connection.ConnectionSheet;
import io.sallyport.runtime.connection.Permits;
import io.sallyport.runtime.render.PrettyJson;
import io.sallyport.runtime.render.TerminalText;
import io.sallyport.runtime.render.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport connections}. */
@Command(
    name = "connections",
    header = "Lists the connections that commands can run through, or shows one in full.",
    footer = {
      "",
      "Examples:",
      "  sallyport connections --config /etc/sallyport",
      "  sallyport connections proofpoint-demo",
      "  sallyport connections --as alice --output json"
    })
final class ConnectionsCommand implements Callable<Integer> {

  private static final int DESCRIPTION_WIDTH = 48;

  @ParentCommand private @Nullable SallyportCommand parent;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Left out: all connections.")
  private @Nullable String name;

  @Mixin private CallerOptions caller = new CallerOptions();

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
      for (String line : lines(root, permits, caller.caller())) {
        root.answers().println(root.redactor().mask(line));
      }
      return ExitCode.SUCCESSFUL;
    } catch (CommandException e) {
      throw StopException.refused(e);
    }
  }

  private List<String> lines(SallyportCommand root, Permits permits, Caller asked) {
    if (name != null) {
      ConnectionSheet sheet = new ConnectionSheet(permits.connection(asked, name));
      return output == ListFormat.json ? List.of(PrettyJson.write(sheet.json())) : inFull(sheet);
    }
    List<Connection> visible = permits.visible(asked);
    if (output == ListFormat.json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      visible.forEach(connection -> all.add(new ConnectionSheet(connection).json()));
      return List.of(PrettyJson.write(all));
    }
    if (visible.isEmpty()) {
      root.messages()
          .println(
              caller.unrestricted()
                  ? "No connection is declared. Declare one in a file under connections/ of the configuration folder."
                  : "There is no connection for " + asked.name() + ".");
      return List.of();
    }
    TextTable table =
        new TextTable(
            List.of(
                "CONNECTION NAME", "SITE", "AGENT NAME", "DESCRIPTION", "ACTIVE", "INTEGRATION"));
    visible.forEach(connection -> table.row(row(connection)));
    return table.lines();
  }

  private static List<String> row(Connection connection) {
    ConnectionDefinition definition = connection.definition();
    String site =
        definition.shareToInternalSites().orElse(false)
            ? "all internal sites"
            : definition.site().orElse("-");
    String description = TerminalText.line(definition.description().orElse("-"));
    return List.of(
        connection.name(),
        site,
        definition.agent().orElse("-"),
        description.length() <= DESCRIPTION_WIDTH
            ? description
            : description.substring(0, DESCRIPTION_WIDTH - 1) + "…",
        definition.active() ? "yes" : "no",
        connection.integration().info().id());
  }

  private static List<String> inFull(ConnectionSheet sheet) {
    List<String> lines = new ArrayList<>();
    sheet.general().forEach(field -> lines.add(line(field)));
    lines.add("");
    lines.add("System");
    int number = 0;
    for (ConnectionSheet.Field field : sheet.system()) {
      number++;
      lines.add("  " + number + ". " + line(field));
    }
    return lines;
  }

  private static String line(ConnectionSheet.Field field) {
    return TerminalText.line(field.label() + ": " + words(field.value()));
  }

  private static String words(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    boolean plainList =
        value.isArray()
            && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    if (plainList) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::textValue)
          .collect(Collectors.joining(", "));
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
