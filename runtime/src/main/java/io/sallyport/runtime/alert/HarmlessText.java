// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.util.Locale;

/**
 * Text of others, such as a product's message, on one line of a mail. Line breaks become spaces, so
 * that it cannot write lines of its own; what would turn the direction of writing or cannot be seen
 * is shown; what is too long is cut, and says so.
 */
final class HarmlessText {

  /**
   * For the body of a mail.
   *
   * @param most characters that are kept, as they are shown
   */
  static String line(String text, int most) {
    return clean(text, most, true, false);
  }

  /** The same for a line in letters of one width: spaces are kept, since they make columns. */
  static String columns(String text, int most) {
    return clean(text, most, true, true);
  }

  /** For a subject: what cannot be seen is left out instead of shown. */
  static String subject(String text, int most) {
    return clean(text, most, false, false);
  }

  private static String clean(String text, int most, boolean show, boolean columns) {
    StringBuilder clean = new StringBuilder();
    boolean space = false;
    int kept = 0;
    int index = 0;
    while (index < text.length()) {
      int point = text.codePointAt(index);
      if (isSpace(point) && !(columns && point == ' ')) {
        space = kept > 0;
      } else if (isVisible(point) || show) {
        String shown =
            (space ? " " : "")
                + (isVisible(point)
                    ? Character.toString(point)
                    : String.format(Locale.ROOT, "\\u%04x", point));
        space = false;
        kept += shown.codePointCount(0, shown.length());
        if (kept > most) {
          return cut(clean, text, show);
        }
        clean.append(shown);
      }
      index += Character.charCount(point);
    }
    return clean.toString();
  }

  private static String cut(StringBuilder clean, String text, boolean show) {
    return clean.append(show ? " … (cut, of " + text.length() + " characters)" : "…").toString();
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  private static boolean isVisible(int point) {
    return !Character.isISOControl(point)
        && switch (Character.getType(point)) {
          case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
              false;
          default -> true;
        };
  }

  private HarmlessText() {}
}
