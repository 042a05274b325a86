// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Finds which of many forms begins at a place, by its first two characters: one pass over a text is
 * enough however many there are. Thread-safe; what has been added when a search begins is found.
 */
final class FormIndex {

  static final long NONE = -1;

  private static final int BITS = 1 << 16;

  /** So many may stand where base64 is wrapped, and its lines are indented. */
  private static final int MOST_BLANKS = 12;

  private static final Form[] NO_FORMS = {};

  private final Map<Long, Form[]> byBeginning = new ConcurrentHashMap<>();

  /** A bit for each beginning, shared by some: most places of a text are dismissed by it. */
  private final AtomicLongArray beginnings = new AtomicLongArray(BITS / Long.SIZE);

  void add(Form form) {
    if (form.alphabet() == Form.Alphabet.HEXADECIMAL) {
      for (int first : cases(form.character(0))) {
        for (int second : cases(form.character(1))) {
          add(first, second, form);
        }
      }
    } else {
      add(form.character(0), form.character(1), form);
    }
  }

  private static int[] cases(int digit) {
    return new int[] {digit, Character.toUpperCase(digit)};
  }

  private void add(int first, int second, Form form) {
    byBeginning.merge(
        key(folded(first), folded(second)),
        new Form[] {form},
        (known, more) -> {
          if (Arrays.asList(known).contains(form)) {
            return known;
          }
          Form[] all = Arrays.copyOf(known, known.length + 1);
          all[known.length] = form;
          return all;
        });
    int bit = bit(folded(first), folded(second));
    beginnings.accumulateAndGet(bit / Long.SIZE, 1L << bit, (bits, more) -> bits | more);
  }

  boolean isEmpty() {
    return byBeginning.isEmpty();
  }

  /**
   * What is to be masked because a form begins here: start and end; else {@link #NONE}. No form
   * begins with a blank.
   */
  long find(String text, int at) {
    char first = text.charAt(at);
    char second = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    if (isPlain(first) && isPlain(second)) {
      return mayBegin(folded(first), folded(second))
          ? longest(text, at, folded(first), folded(second), NONE)
          : NONE;
    }
    return findThroughEscapes(text, at);
  }

  static int start(long span) {
    return (int) (span >> 32);
  }

  static int end(long span) {
    return (int) span;
  }

  private long findThroughEscapes(String text, int at) {
    long[] firsts = new long[Escapes.MOST_READINGS];
    long found = NONE;
    int count = Escapes.readings(text, at, firsts);
    for (int index = 0; index < count; index++) {
      int first = folded(Escapes.character(firsts[index]));
      if (first != ' ') {
        found = findSecond(text, at, first, Escapes.end(firsts[index]), 0, found);
      }
    }
    return found;
  }

  private long findSecond(String text, int at, int first, int from, int skipped, long before) {
    long[] seconds = new long[Escapes.MOST_READINGS];
    long found = before;
    int count = Escapes.readings(text, from, seconds);
    for (int index = 0; index < count; index++) {
      int second = folded(Escapes.character(seconds[index]));
      if (mayBegin(first, second)) {
        found = longest(text, at, first, second, found);
      }
      boolean wrapped =
          skipped == 0
              ? isLineBreak(Escapes.character(seconds[index]))
              : second == ' ' && skipped < MOST_BLANKS;
      if (wrapped) {
        // Base64 may go on after it.
        found = findSecond(text, at, first, Escapes.end(seconds[index]), skipped + 1, found);
      }
    }
    return found;
  }

  private long longest(String text, int at, int first, int second, long before) {
    int start = before == NONE ? at : start(before);
    int end = before == NONE ? -1 : end(before);
    for (Form form : byBeginning.getOrDefault(key(first, second), NO_FORMS)) {
      int formEnd = form.end(text, at);
      if (formEnd >= 0) {
        start = Math.min(start, form.start(text, at));
        end = Math.max(end, formEnd);
      }
    }
    return end < 0 ? NONE : (long) start << 32 | end;
  }

  /** Neither can be read in more than one way. */
  private static boolean isPlain(char character) {
    return !Escapes.isLead(character)
        && !isLineBreak(character)
        && !Character.isSurrogate(character);
  }

  private static boolean isLineBreak(int character) {
    return character == '\n' || character == '\r';
  }

  private boolean mayBegin(int first, int second) {
    int bit = bit(first, second);
    return (beginnings.get(bit / Long.SIZE) & 1L << bit) != 0;
  }

  /** Characters that some form takes for the same are one. */
  private static int folded(int character) {
    return switch (character) {
      case '-' -> '+';
      case '_' -> '/';
      default -> Form.isBlank(character) ? ' ' : character;
    };
  }

  private static int bit(int first, int second) {
    return (first * 509 + second) & (BITS - 1);
  }

  private static long key(int first, int second) {
    return (long) first << 32 | second;
  }
}
