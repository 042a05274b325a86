// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.command.ErrorReport;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.command.StageReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report as one self-contained page, titled <i>Test Result</i>: tabs without scripts, nothing
 * loaded from elsewhere.
 */
public final class HtmlRenderer implements ReportRenderer {

  @Override
  public String render(Report report) {
    Map<String, String> tabs = tabs(report);
    String first = report.error().isPresent() ? "Error" : "Return Data";
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<title>Test Result</title>\n<style>\n")
        .append(style(tabs.size()))
        .append("</style>\n</head>\n<body>\n<main>\n<h1>Test Result</h1>\n<p class=\"what\">")
        .append(HtmlText.escape(report.command()))
        .append(" <span>through</span> ")
        .append(HtmlText.escape(report.connection()))
        .append(" <span>· ")
        .append(report.duration().toMillis())
        .append(" ms</span></p>\n");
    int index = 0;
    for (String name : tabs.keySet()) {
      index++;
      page.append("<input type=\"radio\" name=\"tab\" id=\"tab").append(index).append('"');
      page.append(name.equals(first) ? " checked>" : ">");
      page.append("<label for=\"tab").append(index).append("\">").append(name).append("</label>\n");
    }
    for (Map.Entry<String, String> tab : tabs.entrySet()) {
      page.append("<section aria-label=\"")
          .append(tab.getKey())
          .append("\">\n")
          .append(tab.getValue())
          .append("\n</section>\n");
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static Map<String, String> tabs(Report report) {
    Map<String, String> tabs = new LinkedHashMap<>();
    tabs.put(
        "Return Data",
        "<p class=\"" + mood(report.returnData()) + "\">" + report.returnData() + "</p>");
    if (report.testConnection()) {
      diagnosis(report).ifPresent(html -> tabs.put("Diagnosis", html));
    }
    result(report).ifPresent(html -> tabs.put("Result", html));
    json(report.rawData()).ifPresent(html -> tabs.put("Raw Data", html));
    json(report.keyFields()).ifPresent(html -> tabs.put("Key Fields", html));
    if (!report.contextData().equals(report.rawData())) {
      json(report.contextData()).ifPresent(html -> tabs.put("Context Data", html));
    }
    if (!report.items().isEmpty()) {
      tabs.put("Items", HtmlTable.of(items(report.items())));
    }
    report.error().ifPresent(error -> tabs.put("Error", error(error)));
    if (!report.testConnection()) {
      diagnosis(report).ifPresent(html -> tabs.put("Diagnosis", html));
    }
    lines(report.log()).ifPresent(html -> tabs.put("Custom Log", html));
    lines(report.warnings()).ifPresent(html -> tabs.put("Warnings", html));
    return tabs;
  }

  private static Optional<String> result(Report report) {
    if (report.testConnection() && report.returnData() == ReturnData.SUCCESSFUL) {
      return Optional.of("<p class=\"good\">✔ Test Connection Passed</p>");
    }
    return report.result().map(HtmlTable::of);
  }

  private static Optional<String> diagnosis(Report report) {
    return report.diagnosis().isEmpty()
        ? Optional.empty()
        : Optional.of(
            report.diagnosis().stream()
                .map(
                    stage ->
                        "<span"
                            + mood(stage.state())
                            + ">"
                            + stage.state().mark()
                            + "</span> "
                            + HtmlText.escape(stage.text()))
                .collect(Collectors.joining("\n", "<pre>", "</pre>")));
  }

  private static String mood(StageReport.State state) {
    return switch (state) {
      case PASSED -> " class=\"good\"";
      case WARNED -> " class=\"mixed\"";
      case FAILED -> " class=\"bad\"";
      case NOT_REACHED, NOT_NEEDED -> "";
    };
  }

  private static Optional<String> json(JsonNode json) {
    if (json.isEmpty() && json.isContainerNode()) {
      return Optional.empty();
    }
    return Optional.of("<pre>" + preformatted(PrettyJson.write(json)) + "</pre>");
  }

  private static String preformatted(String text) {
    return text.lines().map(HtmlText::escape).collect(Collectors.joining("\n"));
  }

  private static Table items(List<Item> items) {
    return Table.of("Outcome", "Code", "Input", "Item", "Message")
        .rows(
            items.stream()
                .map(
                    item ->
                        List.of(
                            item.outcome().name().toLowerCase(Locale.ROOT),
                            item.code(),
                            item.input(),
                            item.item(),
                            item.message().orElse("")))
                .toList());
  }

  private static String error(ErrorReport error) {
    return "<p class=\"bad\">"
        + ErrorText.lines(error).stream()
            .map(HtmlText::escape)
            .collect(Collectors.joining("<br>\n"))
        + "</p>"
        + lines(error.details()).map(details -> "\n" + details).orElse("");
  }

  private static Optional<String> lines(List<String> lines) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lines.stream()
                .map(line -> "<li>" + HtmlText.escape(line) + "</li>")
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>")));
  }

  private static String mood(ReturnData returnData) {
    return switch (returnData) {
      case SUCCESSFUL -> "good";
      case PARTIALLY_SUCCESSFUL -> "mixed";
      case FAILED -> "bad";
    };
  }

  /** The nth radio button shows the nth section. */
  private static String style(int tabs) {
    StringBuilder style =
        new StringBuilder(
            """
            :root { color-scheme: light dark; --line: #c9ced6; --good: #1a7f37; --mixed: #9a6700; --bad: #cf222e; }
            @media (prefers-color-scheme: dark) { :root { --line: #444c56; --good: #57ab5a; --mixed: #c69026; --bad: #e5534b; } }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
            h1 { font-size: 1.3rem; margin: 0; }
            .what { margin: .2rem 0 1.2rem; } .what span { opacity: .65; }
            input { position: absolute; opacity: 0; }
            label { display: inline-block; padding: .4rem .8rem; cursor: pointer; border-bottom: 2px solid transparent; }
            input:checked + label { border-color: currentColor; font-weight: 600; }
            input:focus-visible + label { outline: 2px solid currentColor; }
            section { display: none; border-top: 1px solid var(--line); padding: 1rem .2rem; overflow-x: auto; }
            .good { color: var(--good); } .mixed { color: var(--mixed); } .bad { color: var(--bad); }
            p.good, p.mixed, p.bad { font-weight: 600; margin: 0 0 .6rem; }
            pre { margin: 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
            table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left; }
            ul { margin: 0; padding-left: 1.2rem; }
            """);
    for (int tab = 1; tab <= tabs; tab++) {
      style
          .append("#tab")
          .append(tab)
          .append(":checked ~ section:nth-of-type(")
          .append(tab)
          .append(") { display: block; }\n");
    }
    return style.toString();
  }
}
