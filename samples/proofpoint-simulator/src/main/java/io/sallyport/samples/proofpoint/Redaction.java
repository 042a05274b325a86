// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes passwords out of a text that is kept or printed, however they are encoded in it. */
final class Redaction {
  static final String MASK = "******";

  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([\"\\\\/]))");

  private final List<String> passwords;
  private final List<String> written;

  /** Masks these passwords; an empty one is nothing to mask. */
  Redaction(Collection<String> passwords) {
    this.passwords = passwords.stream().filter(password -> !password.isEmpty()).toList();
    this.written =
        this.passwords.stream()
            .flatMap(Redaction::forms)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String masked(String text) {
    String masked = text;
    for (String form : written) {
      masked = masked.replace(form, MASK);
    }
    // Any letter may be encoded although it need not be: then there is no telling where it stands.
    return containsPassword(plain(masked)) ? MASK : masked;
  }

  private boolean containsPassword(String text) {
    return passwords.stream().anyMatch(text::contains);
  }

  private static Stream<String> forms(String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8);
    return Stream.of(
        password,
        encoded,
        encoded.replace("+", "%20"),
        encoded.toLowerCase(Locale.ROOT),
        String.valueOf(JsonStringEncoder.getInstance().quoteAsString(password)));
  }

  private static String plain(String text) {
    String unescaped = text;
    if (text.indexOf('\\') >= 0) {
      unescaped = ESCAPE.matcher(text).replaceAll(Redaction::unescaped);
    }
    return unescaped.indexOf('%') < 0
        ? unescaped
        : PERCENT.matcher(unescaped).replaceAll(Redaction::decoded);
  }

  private static String unescaped(MatchResult escape) {
    return Matcher.quoteReplacement(
        escape.group(1) == null
            ? escape.group(2)
            : String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
  }

  private static String decoded(MatchResult encoded) {
    String digits = encoded.group();
    byte[] bytes = new byte[digits.length() / 3];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) Integer.parseInt(digits.substring(3 * index + 1, 3 * index + 3), 16);
    }
    return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
  }
}
