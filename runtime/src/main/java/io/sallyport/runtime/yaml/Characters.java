// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters of a text before it is parsed. Those that YAML does not allow are reported and
 * replaced, so that the rest can be read and reported as well.
 */
final class Characters {

  /** A file in a foreign encoding has thousands; more than these tell nobody more. */
  private static final int REPORTED = 20;

  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private int found;

  private Characters(String source) {
    this.source = source;
  }

  /** The text that the parser may see; what is wrong is added to the problems. */
  static String check(String source, String text, List<Problem> problems) {
    Characters characters = new Characters(source);
    String readable = characters.scan(text);
    problems.addAll(characters.problems);
    return readable;
  }

  private String scan(String text) {
    StringBuilder changed = new StringBuilder();
    int copied = 0;
    int line = 1;
    int lineStart = 0;
    int beyondBasicPlane = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == '\n' || (character == '\r' && !isAt(text, index + 1, '\n'))) {
        line++;
        lineStart = index + 1;
        beyondBasicPlane = 0;
      } else if (Character.isHighSurrogate(character)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        index++;
        beyondBasicPlane++;
      } else if (character == BYTE_ORDER_MARK && index == 0) {
        lineStart = 1;
      } else if (!isAllowed(character)) {
        report(new Place(source, line, index - lineStart - beyondBasicPlane + 1), character);
        changed.append(text, copied, index).append(REPLACEMENT);
        copied = index + 1;
      }
    }
    return copied == 0 ? text : changed.append(text, copied, text.length()).toString();
  }

  private void report(Place place, char character) {
    found++;
    if (found <= REPORTED) {
      problems.add(
          new Problem(
              place,
              String.format(
                  "The character U+%04X cannot stand in YAML: remove it, or write it as an escape in"
                      + " double quotes. The file must be text in UTF-8.",
                  (int) character)));
    } else if (found == REPORTED + 1) {
      problems.add(
          new Problem(
              place, "More such characters follow. Is the file text in UTF-8, or something else?"));
    }
  }

  private static boolean isAt(String text, int index, char wanted) {
    return index < text.length() && text.charAt(index) == wanted;
  }

  /** The printable characters of YAML 1.2, of the basic plane. */
  private static boolean isAllowed(char character) {
    return (character >= 0x20 && character <= 0x7E)
        || character == '\t'
        || character == '\r'
        || character == '\u0085'
        || (character >= 0xA0 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD && character != BYTE_ORDER_MARK);
  }
}
