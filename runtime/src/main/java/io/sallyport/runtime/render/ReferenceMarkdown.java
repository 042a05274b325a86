// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An integration's reference page in Markdown: overview, connection, setup, then each command, Test
 * Connection last.
 */
public final class ReferenceMarkdown {

  private final StringBuilder page = new StringBuilder();

  private ReferenceMarkdown() {}

  /** The whole page. */
  public static String of(LoadedIntegration integration) {
    ReferenceMarkdown markdown = new ReferenceMarkdown();
    markdown.introduction(integration);
    integration.commands().forEach(command -> markdown.command(command, "##"));
    return markdown.page.toString().stripTrailing() + "\n";
  }

  /** The part on one command. */
  public static String of(LoadedCommand command) {
    ReferenceMarkdown markdown = new ReferenceMarkdown();
    markdown.command(command, "#");
    return markdown.page.toString().stripTrailing() + "\n";
  }

  private void introduction(LoadedIntegration integration) {
    IntegrationInfo info = integration.info();
    heading("#", info.name());
    heading("##", "Overview");
    paragraph(info.overview());
    if (!info.category().isEmpty()) {
      paragraph("Category: " + info.category() + ".");
    }
    if (!info.limitations().isEmpty()) {
      heading("##", "Known Limitations");
      info.limitations().forEach(this::bullet);
      blank();
    }
    heading("##", "Connection");
    paragraph("A connection to " + info.name() + " has these parameters:");
    parameters("Parameter", integration.connectionSchema(), true);
    if (!info.permissions().isEmpty()) {
      heading("##", "Permission Requirements");
      row("Command", "What the account needs");
      row("---", "---");
      info.permissions()
          .forEach(
              (command, text) -> row(command.equals("*") ? "All commands" : command, cell(text)));
      blank();
    }
    if (!info.setupSteps().isEmpty()) {
      heading("##", "Configuring " + info.name() + " to Work with Sallyport");
      for (int step = 0; step < info.setupSteps().size(); step++) {
        page.append(step + 1).append(". ").append(info.setupSteps().get(step)).append('\n');
      }
      blank();
    }
    heading("##", "Configuring Sallyport to Work with " + info.name());
    paragraph("Declare a connection in a file under `config/connections/`, then test it:");
    page.append("```yaml\n").append(exampleConnection(integration)).append("```\n\n");
    page.append("```\nsallyport test ").append(info.id()).append("-1\n```\n\n");
    if (!info.notes().isEmpty()) {
      heading("##", "Notes");
      info.notes().forEach(this::bullet);
      blank();
    }
    heading("##", "Commands");
    paragraph(
        "Each can be run by its name from the command line, from playbooks and on a schedule. In a call, a command and its inputs may be written in any spelling with the same letters and digits.");
    row("Command", "Effect", "Description");
    row("---", "---", "---");
    integration
        .commands()
        .forEach(
            command ->
                row(
                    "[" + command.name() + "](#" + anchor(command.name()) + ")",
                    effect(command),
                    cell(command.description())));
    blank();
  }

  private void command(LoadedCommand command, String level) {
    String below = level + "#";
    heading(level, command.name());
    paragraph(command.description());
    paragraph("Effect: " + effect(command) + ".");
    heading(below, "Input");
    if (command.inputSchema().parameters().isEmpty()) {
      paragraph("N/A");
    } else {
      parameters("Input Parameter", command.inputSchema(), false);
    }
    heading(below, "Output");
    if (command.keyFields().isEmpty()) {
      paragraph("Return Data is `Successful` or `Failed`.");
    } else {
      paragraph("Return Data is `Successful`, `Partially Successful` or `Failed`. Key Fields:");
      row("Key Field", "Description");
      row("---", "---");
      for (Map.Entry<String, String> field : command.keyFields().entrySet()) {
        row("`" + field.getKey() + "`", cell(field.getValue()));
      }
      blank();
    }
    errorHandling(command, below);
  }

  private void errorHandling(LoadedCommand command, String level) {
    ErrorReport sample = ReferenceSamples.error(command);
    List<String> lines = ErrorText.lines(sample);
    heading(level, "Error Handling");
    paragraph(
        "When Return Data is not `Successful`, the tab Error says in three parts what went wrong.");
    row("Parts in Error", "Description", "Example");
    row("---", "---", "---");
    row(
        "Failure Indicator",
        "What failed: the command, and the step where there are several.",
        cell(lines.get(0)));
    row(
        "Status Code",
        "The product's HTTP status, or Sallyport's where it found the fault itself. With 401 or 403 look at the account's rights in the product.",
        cell(lines.get(1)));
    row("Message", "The product's own words, or Sallyport's.", cell(lines.get(2)));
    blank();
    paragraph("Error sample:");
    page.append("```\n");
    lines.forEach(line -> page.append(line).append('\n'));
    page.append("```\n\n");
  }

  private void parameters(String title, RecordSchema schema, boolean keys) {
    String required = "Required/Optional";
    if (keys) {
      row(title, "Key", required, "Description", "Example");
      row("---", "---", "---", "---", "---");
    } else {
      row(title, required, "Description", "Example");
      row("---", "---", "---", "---");
    }
    for (Parameter parameter : schema.parameters()) {
      String description = cell(ReferenceSamples.description(parameter));
      String example = parameter.example().isEmpty() ? "" : "`" + cell(parameter.example()) + "`";
      String need = parameter.required() ? "Required" : "Optional";
      if (keys) {
        row(parameter.displayName(), "`" + parameter.key() + "`", need, description, example);
      } else {
        row(parameter.displayName(), need, description, example);
      }
    }
    blank();
  }

  private static String exampleConnection(LoadedIntegration integration) {
    String id = integration.info().id();
    String parameters =
        integration.connectionSchema().parameters().stream()
            .filter(Parameter::required)
            .map(
                parameter ->
                    "      "
                        + parameter.key()
                        + ": "
                        + ReferenceSamples.yamlValue(integration, parameter)
                        + "\n")
            .collect(Collectors.joining());
    return "connections:\n  - name: "
        + id
        + "-1\n    integration: "
        + id
        + "\n    parameters:\n"
        + parameters;
  }

  private static String effect(LoadedCommand command) {
    return command.effect().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private void heading(String level, String text) {
    page.append(level).append(' ').append(text).append("\n\n");
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      page.append(text).append("\n\n");
    }
  }

  private void bullet(String text) {
    page.append("- ").append(text).append('\n');
  }

  private void blank() {
    page.append('\n');
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
