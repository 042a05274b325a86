// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One way in which a value may stand in a text: characters to be met one after the other, each of
 * them escaped or not. Immutable.
 */
final class Form {

  /** So much of a value is a secret too where the rest is cut off. */
  private static final int SHORTEST_BEGINNING = 8;

  /** What {@link #isBlank} says. */
  private static final Pattern BLANK = Pattern.compile("[\\p{javaWhitespace}\\p{javaSpaceChar}]");

  private static final Pattern BLANKS = Pattern.compile(BLANK.pattern() + "+");

  /** What the characters belong to, and so which others count as the same. */
  enum Alphabet {
    /** Blanks and line breaks are one blank: products break, join and indent lines. */
    TEXT {
      @Override
      boolean fits(int wanted, int found) {
        return wanted == found || (wanted == ' ' && isBlank(found));
      }
    },
    /** The standard one and the one for URLs; may be wrapped. */
    BASE64 {
      @Override
      boolean fits(int wanted, int found) {
        return wanted == found
            || (wanted == '+' && found == '-')
            || (wanted == '/' && found == '_');
      }

      @Override
      boolean skips(int found) {
        return isBlank(found);
      }
    },
    /** In either case. */
    HEXADECIMAL {
      @Override
      boolean fits(int wanted, int found) {
        return wanted == found || (wanted >= 'a' && wanted - 'a' + 'A' == found);
      }
    };

    abstract boolean fits(int wanted, int found);

    /** Whether this may stand between two characters without a meaning. */
    boolean skips(int found) {
      return false;
    }
  }

  private final Alphabet alphabet;
  private final int[] characters;
  private final boolean sharesBefore;
  private final boolean sharesAfter;

  private Form(Alphabet alphabet, int[] characters, boolean sharesBefore, boolean sharesAfter) {
    this.alphabet = alphabet;
    this.characters = characters;
    this.sharesBefore = sharesBefore;
    this.sharesAfter = sharesAfter;
  }

  /**
   * A text.
   *
   * @param shortest how many characters must be left for blanks to count as one
   */
  static Form text(String text, int shortest) {
    String joined = BLANKS.matcher(text).replaceAll(" ");
    String characters = joined.length() < shortest ? BLANK.matcher(text).replaceAll(" ") : joined;
    return new Form(Alphabet.TEXT, characters.codePoints().toArray(), false, false);
  }

  static Form hexadecimal(String digits) {
    return new Form(Alphabet.HEXADECIMAL, digits.codePoints().toArray(), false, false);
  }

  /**
   * The characters of base64 that depend on nothing but the value.
   *
   * @param sharesBefore whether the character before holds bits of the value, too
   * @param sharesAfter the same for the character after
   */
  static Form base64(String characters, boolean sharesBefore, boolean sharesAfter) {
    return new Form(Alphabet.BASE64, characters.codePoints().toArray(), sharesBefore, sharesAfter);
  }

  Alphabet alphabet() {
    return alphabet;
  }

  int character(int index) {
    return characters[index];
  }

  /** Where the part to mask begins when this form begins here. */
  int start(String text, int at) {
    return sharesBefore && at > 0 && isBase64(text.charAt(at - 1)) ? at - 1 : at;
  }

  /** Where the part to mask ends when this form begins here; -1 when it does not. */
  int end(String text, int at) {
    int end = match(text, at);
    return sharesAfter && end >= 0 && end < text.length() && isBase64(text.charAt(end))
        ? end + 1
        : end;
  }

  private int match(String text, int from) {
    int at = from;
    for (int index = 0; index < characters.length; index++) {
      if (at >= text.length()) {
        return -1;
      }
      char found = text.charAt(at);
      if (Escapes.isLead(found) || found <= ' ' || found >= 0x80) {
        return matchCarefully(text, at, index);
      }
      if (!alphabet.fits(characters[index], found)) {
        return isCutOff(text, at, index) ? at : -1;
      }
      at++;
    }
    return at;
  }

  /** The same where characters can be read in more than one way. */
  private int matchCarefully(String text, int from, int first) {
    long[] readings = new long[Escapes.MOST_READINGS];
    Places now = new Places();
    now.add(from);
    for (int index = first; index < characters.length; index++) {
      Places next = new Places();
      for (int place = 0; place < now.count; place++) {
        int count = Escapes.readings(text, now.at[place], readings);
        for (int reading = 0; reading < count; reading++) {
          int found = Escapes.character(readings[reading]);
          int end = Escapes.end(readings[reading]);
          if (alphabet.skips(found)) {
            now.add(end);
          } else if (alphabet.fits(characters[index], found)) {
            next.add(end);
            if (characters[index] == ' ') {
              next.addAfterBlanks(text, end);
            }
          }
        }
      }
      if (next.count == 0) {
        for (int place = 0; place < now.count; place++) {
          if (isCutOff(text, now.at[place], index)) {
            return now.at[place];
          }
        }
        return -1;
      }
      now = next;
    }
    return Arrays.stream(now.at, 0, now.count).max().orElse(-1);
  }

  /** Somebody has shortened the text, and a good part of the value is still there. */
  private boolean isCutOff(String text, int at, int index) {
    return alphabet == Alphabet.TEXT
        && index >= SHORTEST_BEGINNING
        && (text.startsWith("…", at)
            || text.startsWith("...", at)
            || text.startsWith("\\u2026", at));
  }

  static boolean isBlank(int found) {
    return Character.isWhitespace(found) || Character.isSpaceChar(found);
  }

  static boolean isBase64(char found) {
    return found < 0x80
        && (Character.isLetterOrDigit(found)
            || found == '+'
            || found == '/'
            || found == '-'
            || found == '_');
  }

  /** Where a text may go on. More than a few are only in texts made up of escapes of escapes. */
  private static final class Places {

    private final int[] at = new int[16];
    private int count;

    void add(int place) {
      for (int index = 0; index < count; index++) {
        if (at[index] == place) {
          return;
        }
      }
      if (count < at.length) {
        at[count++] = place;
      }
    }

    /**
     * Behind all blanks that follow, and behind the first few of them: what can be read as a blank
     * may be something else.
     */
    void addAfterBlanks(String text, int place) {
      long[] readings = new long[Escapes.MOST_READINGS];
      int end = place;
      for (int blanks = 0; ; blanks++) {
        int next = -1;
        int found = Escapes.readings(text, end, readings);
        for (int index = 0; index < found; index++) {
          if (isBlank(Escapes.character(readings[index]))) {
            next = Escapes.end(readings[index]);
          }
        }
        if (next < 0) {
          add(end);
          return;
        }
        end = next;
        if (blanks < 3) {
          add(end);
        }
      }
    }
  }
}
