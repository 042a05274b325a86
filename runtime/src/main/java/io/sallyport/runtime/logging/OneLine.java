// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import java.util.Locale;

/**
 * Text of unknown origin on one line of a log: characters that end a line, control a terminal, are
 * invisible or turn the direction of writing are shown instead of obeyed.
 */
final class OneLine {

  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isVisible(point)) {
                line.appendCodePoint(point);
              } else {
                for (char half : Character.toChars(point)) {
                  line.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
                }
              }
            });
    return line.toString();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private OneLine() {}
}
