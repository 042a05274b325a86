// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Reads one character of a text, as it stands there and as what an escape there means: of JSON,
 * HTML or XML, or URL-encoding, several within each other, and whether or not the characters around
 * it are escaped. Products write the same value in all these ways, and some escape only a part.
 *
 * <p>A reading is a number that holds a code point and where the text goes on behind it.
 */
final class Escapes {

  /** The most readings that one place can have. */
  static final int MOST_READINGS = 4;

  /** How many escapes within each other are understood, as in HTML that shows JSON. */
  private static final int LAYERS = MOST_READINGS - 1;

  private static final long NONE = -1;
  private static final int LONGEST_ENTITY = 8;
  private static final Map<String, Integer> ENTITIES = entities();

  private Escapes() {}

  /** Whether an escape may begin with this. */
  static boolean isLead(char character) {
    return character == '%' || character == '\\' || character == '&' || character == '+';
  }

  static int character(long reading) {
    return (int) reading;
  }

  static int end(long reading) {
    return (int) (reading >> 32);
  }

  /**
   * Every reading of what stands at this place.
   *
   * @param into takes {@link #MOST_READINGS}
   * @return how many there are; none at the end of the text
   */
  static int readings(String text, int at, long[] into) {
    if (at >= text.length()) {
      return 0;
    }
    int layers = isLead(text.charAt(at)) ? LAYERS : 0;
    int count = 0;
    for (int layer = 0; layer <= layers; layer++) {
      long reading = read(text, at, layer);
      boolean repeated = false;
      for (int earlier = 0; earlier < count; earlier++) {
        repeated |= into[earlier] == reading;
      }
      if (!repeated) {
        into[count++] = reading;
      }
    }
    return count;
  }

  /** What is left when this many layers of escapes are taken off. */
  private static long read(String text, int at, int layer) {
    if (at >= text.length()) {
      return NONE;
    }
    if (layer == 0 || !isLead(text.charAt(at))) {
      int character = text.codePointAt(at);
      return reading(character, at + Character.charCount(character));
    }
    long lead = read(text, at, layer - 1);
    return switch (character(lead)) {
      case '+' -> reading(' ', end(lead));
      case '%' -> percent(text, lead, layer - 1);
      case '\\' -> backslash(text, lead, layer - 1);
      case '&' -> entity(text, lead, layer - 1);
      default -> lead;
    };
  }

  private static long percent(String text, long lead, int layer) {
    long first = read(text, end(lead), layer);
    if (first != NONE && character(first) == 'u') {
      return orElse(unicode(text, end(first), layer, '%'), lead);
    }
    long octet = digits(text, end(lead), layer, 2);
    if (octet == NONE || character(octet) < 0xC2 || character(octet) > 0xF4) {
      return octet == NONE ? lead : octet;
    }
    int more = character(octet) < 0xE0 ? 1 : character(octet) < 0xF0 ? 2 : 3;
    int character = character(octet) & (0x3F >> more);
    int at = end(octet);
    for (int index = 0; index < more; index++) {
      long next = read(text, at, layer);
      long continuation =
          next != NONE && character(next) == '%' ? digits(text, end(next), layer, 2) : NONE;
      if (continuation == NONE || (character(continuation) & 0xC0) != 0x80) {
        // Not UTF-8: an old product that knows ISO-8859-1 only.
        return octet;
      }
      character = character << 6 | (character(continuation) & 0x3F);
      at = end(continuation);
    }
    return reading(character, at);
  }

  private static long backslash(String text, long lead, int layer) {
    long next = read(text, end(lead), layer);
    if (next == NONE) {
      return lead;
    }
    int letter = character(next);
    return switch (letter) {
      case 'n' -> reading('\n', end(next));
      case 'r' -> reading('\r', end(next));
      case 't' -> reading('\t', end(next));
      case 'b' -> reading('\b', end(next));
      case 'f' -> reading('\f', end(next));
      case 'x' -> orElse(digits(text, end(next), layer, 2), lead);
      case 'u' -> orElse(unicode(text, end(next), layer, '\\'), lead);
      default -> letter < 0x7F && letter >= ' ' && !Character.isLetterOrDigit(letter) ? next : lead;
    };
  }

  /**
   * What follows a backslash or a percent sign and a u: four digits, perhaps the half of a pair, or
   * some in braces.
   */
  private static long unicode(String text, int at, int layer, char lead) {
    long brace = read(text, at, layer);
    if (brace != NONE && character(brace) == '{') {
      return number(text, end(brace), layer, 16, '}');
    }
    long high = digits(text, at, layer, 4);
    if (high == NONE || !Character.isSurrogate((char) character(high))) {
      return high;
    }
    long second = read(text, end(high), layer);
    long letter =
        second != NONE && character(second) == lead ? read(text, end(second), layer) : NONE;
    long low =
        letter != NONE && character(letter) == 'u' ? digits(text, end(letter), layer, 4) : NONE;
    return low != NONE && Character.isSurrogatePair((char) character(high), (char) character(low))
        ? reading(Character.toCodePoint((char) character(high), (char) character(low)), end(low))
        : high;
  }

  private static long entity(String text, long lead, int layer) {
    long next = read(text, end(lead), layer);
    if (next != NONE && character(next) == '#') {
      long marker = read(text, end(next), layer);
      boolean hexadecimal =
          marker != NONE && (character(marker) == 'x' || character(marker) == 'X');
      return orElse(
          hexadecimal
              ? number(text, end(marker), layer, 16, ';')
              : number(text, end(next), layer, 10, ';'),
          lead);
    }
    StringBuilder name = new StringBuilder();
    while (next != NONE && isNamePart(character(next)) && name.length() < LONGEST_ENTITY) {
      name.append((char) character(next));
      next = read(text, end(next), layer);
    }
    if (next == NONE || character(next) != ';') {
      return lead;
    }
    Integer character = ENTITIES.get(name.toString());
    return character == null ? lead : reading(character, end(next));
  }

  private static boolean isNamePart(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }

  /** Exactly this many hexadecimal digits, in either case. */
  private static long digits(String text, int at, int layer, int count) {
    int value = 0;
    int end = at;
    for (int index = 0; index < count; index++) {
      long digit = read(text, end, layer);
      int worth = digit == NONE ? -1 : digit(character(digit), 16);
      if (worth < 0) {
        return NONE;
      }
      value = value << 4 | worth;
      end = end(digit);
    }
    return reading(value, end);
  }

  /** Digits up to this end. */
  private static long number(String text, int at, int layer, int radix, char last) {
    int value = 0;
    int end = at;
    for (int count = 0; count < LONGEST_ENTITY; count++) {
      long digit = read(text, end, layer);
      if (digit != NONE && count > 0 && character(digit) == last) {
        return reading(value, end(digit));
      }
      int worth = digit == NONE ? -1 : digit(character(digit), radix);
      if (worth < 0) {
        return NONE;
      }
      value = value * radix + worth;
      end = end(digit);
    }
    return NONE;
  }

  private static int digit(int character, int radix) {
    return character < 0x80 ? Character.digit(character, radix) : -1;
  }

  private static long orElse(long reading, long otherwise) {
    return reading == NONE ? otherwise : reading;
  }

  private static long reading(int character, int end) {
    return (long) end << 32 | character;
  }

  private static Map<String, Integer> entities() {
    Map<String, Integer> entities =
        new HashMap<>(
            Map.of(
                "amp",
                (int) '&',
                "lt",
                (int) '<',
                "gt",
                (int) '>',
                "quot",
                (int) '"',
                "apos",
                (int) '\'',
                "euro",
                0x20AC));
    // Those of ISO-8859-1, in the order of their numbers.
    StringTokenizer names =
        new StringTokenizer(
            """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn
        sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave
        Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
        ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN
        szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
        iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute
        ucirc uuml yacute thorn yuml
        """);
    for (int number = 0xA0; names.hasMoreTokens(); number++) {
      entities.put(names.nextToken(), number);
    }
    return Map.copyOf(entities);
  }
}
