// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Texts with pieces put in, taken out, doubled and moved. */
public final class MutatedText {

  /** Numbers that depend on the seed alone, and differ between neighbouring seeds. */
  public static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  /**
   * The text after one to five changes.
   *
   * @param pieces what is put in
   */
  public static String of(String text, List<String> pieces, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = random.nextInt(5); changes >= 0; changes--) {
      int from = random.nextInt(mutated.length() + 1);
      int to = Math.min(mutated.length(), from + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> mutated.delete(from, to);
        case 1 -> mutated.insert(from, mutated.substring(from, to));
        case 2 -> mutated.insert(from, (char) random.nextInt(0x250));
        case 3 -> {
          if (random.nextInt(8) == 0) {
            mutated.setLength(from);
          }
        }
        case 4 -> mutated.replace(from, to, pieces.get(random.nextInt(pieces.size())));
        default -> mutated.insert(from, pieces.get(random.nextInt(pieces.size())));
      }
    }
    return mutated.toString();
  }

  /** For a message: one line, and not endless. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(2_000)
        .forEach(
            each -> {
              if (each >= ' ' && each < 0x7f) {
                shown.append((char) each);
              } else {
                shown.append(String.format("\\u%04x", each));
              }
            });
    return shown.toString();
  }

  private MutatedText() {}
}
