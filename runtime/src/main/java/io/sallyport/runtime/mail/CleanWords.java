// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Makes what a server says fit to be kept and shown: one line, not long, and without the password,
 * which some servers repeat.
 */
final class CleanWords {

  static final String HIDDEN = "(the mail server's words are not shown: they repeat the password)";

  /** For a connection without password. */
  static final CleanWords WITHOUT_SECRET = new CleanWords(List.of());

  private static final int LONGEST = 300;

  private final List<String> forbidden;

  private CleanWords(List<String> forbidden) {
    this.forbidden = List.copyOf(forbidden);
  }

  static CleanWords hiding(String username, String password) {
    if (password.isEmpty()) {
      return WITHOUT_SECRET;
    }
    List<String> forbidden = new ArrayList<>();
    forbidden.add(password);
    forbidden.add(base64("\0" + username + "\0" + password));
    forbidden.add(base64(username + "\0" + username + "\0" + password));
    // Base64 takes three octets at a time: what stands before shifts the password.
    for (int before = 0; before < 3; before++) {
      String shifted = base64(" ".repeat(before) + password);
      String own = shifted.substring(before == 0 ? 0 : before + 1).replace("=", "");
      if (own.length() > 2) {
        // The last character may hold bits of what follows.
        forbidden.add(own.substring(0, own.length() - 1));
      }
    }
    return new CleanWords(forbidden);
  }

  String clean(String words) {
    if (forbidden.stream().anyMatch(words::contains)) {
      return HIDDEN;
    }
    StringBuilder line = new StringBuilder();
    words
        .strip()
        .codePoints()
        .map(point -> isPlain(point) ? point : ' ')
        .filter(point -> point != ' ' || !line.toString().endsWith(" "))
        .limit(LONGEST)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }

  private static boolean isPlain(int point) {
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

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
