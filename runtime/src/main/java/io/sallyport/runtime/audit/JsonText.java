// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.util.HexFormat;

/**
 * Text as a JSON string that stays on one line for every reader and shows all that is in it: line
 * breaks of every kind, control characters, marks that turn the direction of writing or cannot be
 * seen, and halves of surrogate pairs are escaped.
 */
final class JsonText {

  static void append(String text, StringBuilder to) {
    to.append('"');
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                to.append('\\').append((char) point);
              } else if (isPlain(point)) {
                to.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  to.append("\\u").append(HexFormat.of().toHexDigits(unit));
                }
              }
            });
    to.append('"');
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private JsonText() {}
}
