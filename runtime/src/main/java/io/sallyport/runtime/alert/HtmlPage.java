// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.alert.Block.Fact;
import io.sallyport.runtime.alert.Block.Facts;
import io.sallyport.runtime.alert.Block.Heading;
import io.sallyport.runtime.alert.Block.Lines;
import io.sallyport.runtime.alert.Block.Paragraph;
import io.sallyport.runtime.alert.Block.Points;
import io.sallyport.runtime.alert.Block.Quote;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page as HTML that loads nothing. Colours of the text and of the page are left to the reader's
 * mail program, and what is added is a veil that is seen on white and on black, so that it is read
 * well in a dark mode of whatever kind.
 */
final class HtmlPage {

  private static final String VEIL = "background-color:rgba(127,127,127,0.13)";
  private static final String MONOSPACE =
      "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

  static String of(Page page) {
    HtmlPage html = new HtmlPage(page.mood().colour());
    html.head(page);
    page.blocks().forEach(html::block);
    html.element(
        "p",
        "margin:28px 0 0;padding-top:12px;border-top:1px solid rgba(127,127,127,0.4);"
            + "font-size:13px;line-height:1.5",
        escape(page.footer()));
    html.written.append("</div>\n</body>\n</html>\n");
    return html.written.toString();
  }

  private final String colour;
  private final StringBuilder written = new StringBuilder();

  private HtmlPage(String colour) {
    this.colour = colour;
  }

  private void head(Page page) {
    written
        .append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .append("<meta name=\"supported-color-schemes\" content=\"light dark\">\n")
        .append("<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no\">\n")
        .append("<title>")
        .append(escape(page.subjectLine()))
        .append("</title>\n</head>\n<body style=\"margin:0;padding:0\">\n")
        .append("<div style=\"max-width:640px;margin:0 auto;padding:20px 18px 28px;")
        .append("font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',")
        .append("Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere\">\n");
    element(
        "p",
        "margin:0 0 10px",
        "<span style=\"display:inline-block;padding:2px 10px;border-radius:4px;background-color:"
            + colour
            + ";color:#ffffff;font-size:13px;font-weight:700;letter-spacing:0.06em\">"
            + escape(page.mood().word())
            + "</span>"
            + (page.context().isEmpty()
                ? ""
                : " <span style=\"margin-left:6px;font-size:14px\">"
                    + escape(page.context())
                    + "</span>"));
    element("h1", "margin:0 0 8px;font-size:22px;line-height:1.3", escape(page.title()));
    element("p", "margin:0 0 18px", escape(page.lead()));
  }

  private void block(Block block) {
    if (block instanceof Heading heading) {
      element("h2", "margin:26px 0 8px;font-size:17px;line-height:1.3", escape(heading.text()));
    } else if (block instanceof Paragraph paragraph) {
      element("p", "margin:0 0 12px", escape(paragraph.text()));
    } else if (block instanceof Quote quote) {
      element(
          "p",
          "margin:0 0 18px;padding:12px 14px;border-left:4px solid " + colour + ";" + VEIL,
          quote.lines().stream().map(HtmlPage::escape).collect(Collectors.joining("<br>\n")));
    } else if (block instanceof Points points) {
      element(
          "ul",
          "margin:0 0 12px;padding-left:22px",
          "\n"
              + points.points().stream()
                  .map(point -> "<li style=\"margin:0 0 6px\">" + escape(point) + "</li>\n")
                  .collect(Collectors.joining()));
    } else if (block instanceof Lines lines) {
      element(
          "pre",
          "margin:0 0 12px;padding:10px 14px;border-radius:4px;white-space:pre-wrap;"
              + "font-size:14px;line-height:1.5;"
              + VEIL
              + ";"
              + MONOSPACE,
          lines.lines().stream()
              .map(line -> markup(HarmlessText.columns(line, TextPage.LONGEST_LINE)))
              .collect(Collectors.joining("\n")));
    } else if (block instanceof Facts facts) {
      facts(facts.facts());
    }
  }

  private void facts(List<Fact> facts) {
    written.append(
        "<table style=\"margin:0 0 12px;border-collapse:collapse;font-size:16px;"
            + "line-height:1.5\">\n");
    for (Fact fact : facts) {
      written
          .append("<tr><th scope=\"row\" style=\"padding:3px 16px 3px 0;text-align:left;")
          .append("vertical-align:top;font-weight:600;white-space:nowrap\">")
          .append(escape(fact.name()))
          .append("</th><td style=\"padding:3px 0;vertical-align:top\">")
          .append(escape(fact.value()))
          .append("</td></tr>\n");
    }
    written.append("</table>\n");
  }

  private void element(String name, String style, String content) {
    written
        .append('<')
        .append(name)
        .append(" style=\"")
        .append(style)
        .append("\">")
        .append(content)
        .append("</")
        .append(name)
        .append(">\n");
  }

  private static String escape(String text) {
    return markup(HarmlessText.line(text, TextPage.LONGEST_LINE));
  }

  private static String markup(String harmless) {
    StringBuilder escaped = new StringBuilder(harmless.length() + 16);
    for (int index = 0; index < harmless.length(); index++) {
      char character = harmless.charAt(index);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }
}
