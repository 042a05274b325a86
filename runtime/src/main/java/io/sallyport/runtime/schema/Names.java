// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** When two spellings are one name, and which name somebody may have meant. */
public final class Names {

  /**
   * What is left when only letters and digits count: {@code Group ID}, {@code groupId}, {@code
   * group_id} and {@code GROUP-ID} fold to the same. Compatible characters (full-width letters,
   * ligatures) fold to their plain form.
   */
  public static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * The known name that is nearest to what was typed; empty when none is near enough to be meant.
   */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    String folded = fold(typed);
    if (folded.isEmpty() || folded.length() > 100) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> isNear(folded, fold(name)))
        .min(
            Comparator.comparingInt((String name) -> distance(folded, fold(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean isNear(String typed, String name) {
    return distance(typed, name) <= Math.max(2, Math.min(typed.length(), name.length()) / 3)
        || (typed.length() >= 3
            && (name.contains(typed) || typed.contains(name))
            && !name.isEmpty());
  }

  /** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int replaced =
            previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }

  private Names() {}
}
