// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import java.util.Locale;

/**
 * Text for a terminal. A product's answer may hold characters that move the cursor, change colours
 * or turn the direction of writing; they are shown instead of obeyed.
 */
public final class TerminalText {

  /** The text on one line: line breaks are shown too. */
  public static String line(String text) {
    return clean(text, false);
  }

  /** The text with its line breaks. */
  static String block(String text) {
    return clean(text, true);
  }

  static boolean isSafe(int point) {
    return !Character.isISOControl(point)
        && switch (Character.getType(point)) {
          case Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  static String visible(int point) {
    return String.format(Locale.ROOT, "\\u%04x", point);
  }

  private static String clean(String text, boolean keepLineBreaks) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSafe(point) || (keepLineBreaks && point == '\n')) {
                clean.appendCodePoint(point);
              } else {
                clean.append(visible(point));
              }
            });
    return clean.toString();
  }

  private TerminalText() {}
}
