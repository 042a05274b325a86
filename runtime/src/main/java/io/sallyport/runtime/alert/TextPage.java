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
import java.util.Locale;

/** A page as plain text, 72 columns wide; what is quoted is never broken. */
final class TextPage {

  private static final int WIDTH = 72;

  /** More than anybody reads, and less than a mail server refuses. */
  static final int LONGEST_LINE = 700;

  static String of(Page page) {
    TextPage text = new TextPage();
    text.wrapped("", "", page.title());
    if (!page.context().isEmpty()) {
      text.wrapped("", "", page.context());
    }
    text.blank();
    text.wrapped("", "", page.lead());
    page.blocks().forEach(text::block);
    text.blank();
    // What mail programs know as the beginning of a signature, and show less brightly.
    text.written.append("-- \n");
    text.wrapped("", "", page.footer());
    return text.written.toString();
  }

  private final StringBuilder written = new StringBuilder();

  private void block(Block block) {
    blank();
    if (block instanceof Heading heading) {
      wrapped("", "", heading.text().toUpperCase(Locale.ROOT));
    } else if (block instanceof Paragraph paragraph) {
      wrapped("", "", paragraph.text());
    } else if (block instanceof Quote quote) {
      quote.lines().forEach(line -> line(harmless(line)));
    } else if (block instanceof Points points) {
      points.points().forEach(point -> wrapped("- ", "  ", point));
    } else if (block instanceof Lines lines) {
      lines.lines().forEach(line -> broken("  ", "    ", HarmlessText.columns(line, LONGEST_LINE)));
    } else if (block instanceof Facts facts) {
      facts(facts.facts());
    }
  }

  private void facts(List<Fact> facts) {
    int widest = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    for (Fact fact : facts) {
      String name = fact.name() + " ".repeat(widest - fact.name().length() + 2);
      wrapped(name, " ".repeat(name.length()), fact.value());
    }
  }

  private void wrapped(String first, String others, String text) {
    broken(first, others, harmless(text));
  }

  /**
   * Breaks between words; a word that is longer than a line stays whole, so that it can be copied.
   */
  private void broken(String first, String others, String text) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line = new StringBuilder(others);
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    line(line.toString());
  }

  private static String harmless(String text) {
    return HarmlessText.line(text, LONGEST_LINE);
  }

  private void line(String line) {
    written.append(line.stripTrailing()).append('\n');
  }

  private void blank() {
    written.append('\n');
  }

  private TextPage() {}
}
