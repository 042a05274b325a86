// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.command.StageReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A report for a terminal: each tab as its name alone on a line with a blank line before, empty
 * tabs left out, Return Data first. Colour only underlines what the words say already.
 */
public final class TextRenderer implements ReportRenderer {

  /** Raw Data beyond this is cut in a terminal; a program asks for JSON. */
  private static final int MOST_RAW_CHARACTERS = 4_000;

  private static final int MOST_ITEMS = 50;

  private final Ansi ansi;

  public TextRenderer(boolean colour) {
    this.ansi = new Ansi(colour);
  }

  @Override
  public String render(Report report) {
    StringBuilder text = new StringBuilder();
    tab(text, "Return Data", Stream.of(returnData(report.returnData())));
    if (report.testConnection()) {
      tab(text, "Diagnosis", diagnosis(report));
    }
    tab(text, "Result", result(report));
    tab(text, "Raw Data", json(report.rawData()));
    tab(text, "Key Fields", json(report.keyFields()));
    tab(
        text,
        "Context Data",
        report.contextData().equals(report.rawData()) ? Stream.of() : json(report.contextData()));
    tab(text, "Items", items(report.items()));
    tab(text, "Error", report.error().stream().flatMap(TextRenderer::error));
    if (!report.testConnection()) {
      tab(text, "Diagnosis", diagnosis(report));
    }
    tab(text, "Custom Log", report.log().stream().map(TerminalText::line));
    tab(text, "Warnings", report.warnings().stream().map(TerminalText::line));
    return text.toString();
  }

  private void tab(StringBuilder text, String name, Stream<String> lines) {
    List<String> content = lines.toList();
    if (!content.isEmpty()) {
      text.append('\n').append(ansi.bold(name)).append('\n');
      content.forEach(line -> text.append(line).append('\n'));
    }
  }

  private String returnData(ReturnData returnData) {
    return switch (returnData) {
      case SUCCESSFUL -> ansi.green(returnData.toString());
      case PARTIALLY_SUCCESSFUL -> ansi.yellow(returnData.toString());
      case FAILED -> ansi.red(returnData.toString());
    };
  }

  private Stream<String> diagnosis(Report report) {
    return report.diagnosis().stream()
        .map(stage -> mark(stage.state()) + " " + TerminalText.line(stage.text()));
  }

  private String mark(StageReport.State state) {
    return switch (state) {
      case PASSED -> ansi.green(state.mark());
      case WARNED -> ansi.yellow(state.mark());
      case FAILED -> ansi.red(state.mark());
      case NOT_REACHED, NOT_NEEDED -> state.mark();
    };
  }

  private Stream<String> result(Report report) {
    if (report.testConnection() && report.returnData() == ReturnData.SUCCESSFUL) {
      return Stream.of(ansi.green("✔") + " Test Connection Passed");
    }
    return report.result().stream().flatMap(TextRenderer::table);
  }

  private static Stream<String> table(Table table) {
    TextTable text = new TextTable(table.columns().stream().map(TerminalText::line).toList());
    table
        .rows()
        .forEach(
            row ->
                text.row(
                    row.stream()
                        .map(value -> TerminalText.line(value.orElse(HtmlTable.MISSING)))
                        .toList()));
    return text.lines().stream();
  }

  private static Stream<String> json(JsonNode json) {
    if (json.isEmpty() && json.isContainerNode()) {
      return Stream.of();
    }
    String text = TerminalText.block(PrettyJson.write(json));
    if (text.length() <= MOST_RAW_CHARACTERS) {
      return text.lines();
    }
    int cut = text.lastIndexOf('\n', MOST_RAW_CHARACTERS);
    int end = cut > 0 ? cut : MOST_RAW_CHARACTERS;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--; // half a character is none
    }
    return Stream.concat(
        text.substring(0, end).lines(),
        Stream.of("… " + (text.length() - end) + " more characters; --output json shows all"));
  }

  private static Stream<String> items(List<Item> items) {
    if (items.isEmpty()) {
      return Stream.of();
    }
    TextTable table = new TextTable(List.of("Outcome", "Code", "Input", "Item", "Message"));
    items.stream()
        .limit(MOST_ITEMS)
        .forEach(
            item ->
                table.row(
                    Stream.of(
                            item.outcome().name().toLowerCase(Locale.ROOT),
                            item.code(),
                            item.input(),
                            item.item(),
                            item.message().orElse(""))
                        .map(TerminalText::line)
                        .toList()));
    Stream<String> rest =
        items.size() > MOST_ITEMS
            ? Stream.of("… " + (items.size() - MOST_ITEMS) + " more items; --output json shows all")
            : Stream.of();
    return Stream.concat(table.lines().stream(), rest);
  }

  private static Stream<String> error(ErrorReport error) {
    Stream<String> details = error.details().stream().map(TerminalText::line);
    Stream<String> lines = ErrorText.lines(error).stream().map(TerminalText::line);
    return error.details().isEmpty()
        ? lines
        : Stream.concat(Stream.concat(lines, Stream.of("")), details);
  }
}
