// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text as a value of a type that is written as text. Strict: what is not clearly one is not one.
 */
final class Text {

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

  /** Whether every program can take this text: no NUL, and no half of a character. */
  static boolean isSound(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == 0) {
        return false;
      }
      if (Character.isHighSurrogate(character)) {
        index++;
        if (index == text.length() || !Character.isLowSurrogate(text.charAt(index))) {
          return false;
        }
      } else if (Character.isLowSurrogate(character)) {
        return false;
      }
    }
    return true;
  }

  static Optional<Object> toInt(String text) {
    return toLong(text)
        .map(Long.class::cast)
        .filter(number -> number == number.intValue())
        .map(Long::intValue);
  }

  static Optional<Object> toLong(String text) {
    try {
      return INTEGER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Object> toDouble(String text) {
    try {
      return text.matches("[-+.0-9eE]+")
          ? Optional.of(Double.parseDouble(text))
              .filter(number -> !number.isInfinite())
              .map(Object.class::cast)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<Object> toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of(true);
      case "false", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * Absolute, with a host that the JDK understands: it gives none for forms that other programs
   * read differently.
   */
  static Optional<Object> toUri(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static Optional<Object> toDuration(String text) {
    return Durations.parse(text).map(Object.class::cast);
  }

  static Optional<Object> toInstant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Text() {}
}
