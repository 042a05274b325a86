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

  /** A slip or two in a name, or a good part of it; short names are too much alike to guess. */
  private static boolean isNear(String typed, String name) {
    int shorter = Math.min(typed.length(), name.length());
    int allowed = shorter < 3 ? 0 : shorter < 5 ? 1 : Math.max(2, shorter / 3);
    return distance(typed, name) <= allowed
        || (shorter >= 4 && (name.contains(typed) || typed.contains(name)));
  }

  /**
   * How many slips lead from one to the other: a letter left out, put in, replaced, or swapped with
   * its neighbour.
   */
  private static int distance(String one, String other) {
    int[][] slips = new int[one.length() + 1][other.length() + 1];
    for (int row = 0; row <= one.length(); row++) {
      for (int column = 0; column <= other.length(); column++) {
        if (row == 0 || column == 0) {
          slips[row][column] = row + column;
          continue;
        }
        boolean same = one.charAt(row - 1) == other.charAt(column - 1);
        int least = slips[row - 1][column - 1] + (same ? 0 : 1);
        least = Math.min(least, 1 + Math.min(slips[row - 1][column], slips[row][column - 1]));
        boolean swapped =
            row > 1
                && column > 1
                && one.charAt(row - 1) == other.charAt(column - 2)
                && one.charAt(row - 2) == other.charAt(column - 1);
        slips[row][column] = swapped ? Math.min(least, 1 + slips[row - 2][column - 2]) : least;
      }
    }
    return slips[one.length()][other.length()];
  }

  private Names() {}
}
