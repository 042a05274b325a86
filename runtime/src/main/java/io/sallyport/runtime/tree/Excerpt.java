// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

/** A name as someone typed it, made fit for a message. */
public final class Excerpt {

  private static final int LENGTH = 40;

  private Excerpt() {}

  /**
   * At most 40 characters of the text, on one line: what is longer ends in {@code …}; control,
   * invisible and unpaired characters are written as <code>\\u{7}</code>.
   */
  public static String of(String text) {
    StringBuilder excerpt = new StringBuilder();
    int index = 0;
    while (index < text.length()) {
      int character = text.codePointAt(index);
      String shown = show(character);
      if (excerpt.length() + shown.length() > LENGTH - 1
          && index + Character.charCount(character) < text.length()) {
        return excerpt.append('…').toString();
      }
      excerpt.append(shown);
      index += Character.charCount(character);
    }
    return excerpt.toString();
  }

  private static String show(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          "\\u{" + Integer.toHexString(character) + "}";
      default -> Character.toString(character);
    };
  }
}
