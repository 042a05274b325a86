// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An integration or a command described for a terminal. */
public final class ReferenceText {

  private static final int WIDTH = 100;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final StringBuilder text = new StringBuilder();

  private ReferenceText() {}

  /** The integration: what it is, what a connection needs, what it can do. */
  public static String of(LoadedIntegration integration) {
    ReferenceText reference = new ReferenceText();
    IntegrationInfo info = integration.info();
    reference.line(info.name() + " (" + info.id() + ")");
    reference.paragraph(info.overview(), "");
    reference.list("Known Limitations", info.limitations());
    reference.heading("Connection");
    reference.parameters(integration.connectionSchema(), true);
    if (!info.permissions().isEmpty()) {
      reference.heading("Permission Requirements");
      info.permissions()
          .forEach(
              (command, needs) ->
                  reference.paragraph(
                      (command.equals("*") ? "All commands" : command) + ": " + needs, "  "));
    }
    reference.list("Setup", info.setupSteps());
    reference.list("Notes", info.notes());
    reference.heading("Commands");
    for (LoadedCommand command : integration.commands()) {
      reference.line("  " + command.name() + "  [" + effect(command) + "]");
      reference.paragraph(command.description(), "      ");
    }
    reference.line("");
    reference.line(
        "More on one command: sallyport describe "
            + info.id()
            + " \""
            + integration.commands().get(0).name()
            + "\"");
    return reference.text.toString();
  }

  /** One command: its inputs, Key Fields and how it fails. */
  public static String of(LoadedIntegration integration, LoadedCommand command) {
    ReferenceText reference = new ReferenceText();
    reference.line(command.name() + "  [" + effect(command) + "]  of " + integration.info().name());
    reference.paragraph(command.description(), "");
    reference.heading("Input");
    if (command.inputSchema().parameters().isEmpty()) {
      reference.line("  N/A");
    } else {
      reference.parameters(command.inputSchema(), false);
    }
    reference.heading("Key Fields");
    if (command.keyFields().isEmpty()) {
      reference.line("  N/A");
    }
    command
        .keyFields()
        .forEach(
            (name, description) -> {
              reference.line("  " + name);
              reference.paragraph(description, "      ");
            });
    reference.heading("Error sample");
    ErrorText.lines(ReferenceSamples.error(command)).forEach(line -> reference.line("  " + line));
    return reference.text.toString();
  }

  private void parameters(RecordSchema schema, boolean keys) {
    for (Parameter parameter : schema.parameters()) {
      String key = keys ? "  " + parameter.key() + ":" : "";
      line(
          "  "
              + parameter.displayName()
              + "  ["
              + (parameter.required() ? "Required" : "Optional")
              + "]"
              + key);
      paragraph(ReferenceSamples.description(parameter), "      ");
      if (!parameter.example().isEmpty()) {
        line("      Example: " + parameter.example());
      }
    }
  }

  private void list(String name, List<String> entries) {
    if (!entries.isEmpty()) {
      heading(name);
      entries.forEach(entry -> paragraph("- " + entry, "  "));
    }
  }

  private void heading(String name) {
    line("");
    line(name);
  }

  private void paragraph(String words, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : BLANKS.splitAsStream(words).toList()) {
      if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
        line(line.toString().stripTrailing());
        line.setLength(0);
        line.append(indent);
      }
      line.append(word).append(' ');
    }
    if (!line.toString().isBlank()) {
      line(line.toString().stripTrailing());
    }
  }

  private void line(String line) {
    text.append(TerminalText.line(line)).append('\n');
  }

  private static String effect(LoadedCommand command) {
    return command.effect().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
