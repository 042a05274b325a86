// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a mail is called: by the outbox, so that it is written once, and in the world, so that a
 * second copy is known as one. Both follow from what the mail tells to whom, and from nothing else.
 */
final class LetterNames {

  private static final int LONGEST_DOMAIN = 120;

  private final String domain;

  /**
   * @param from the address that mails come from, with or without a name before it
   */
  LetterNames(String from) {
    domain = domain(from);
  }

  private static String domain(String from) {
    String address = from.substring(from.lastIndexOf('@') + 1);
    int end = address.indexOf('>');
    String name = (end < 0 ? address : address.substring(0, end)).strip();
    String ascii;
    try {
      ascii = IDN.toASCII(name);
    } catch (IllegalArgumentException e) {
      ascii = name;
    }
    String safe = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
    return safe.isEmpty() || safe.length() > LONGEST_DOMAIN || !from.contains("@")
        ? "sallyport.invalid"
        : safe;
  }

  /**
   * A message id in angle brackets.
   *
   * @param words what it is about, for a person who reads headers
   * @param recipient shown as a hash, so that nobody else's address can be read from it
   * @param beginning what tells this one from one of the same words in a database that was begun
   *     anew, which a mail program would otherwise hide as a copy of that
   */
  String messageId(String words, String recipient, String beginning) {
    String safe =
        words
            .replaceAll("[^A-Za-z0-9._-]", "-")
            .replaceAll("\\.{2,}", ".")
            .replaceAll("^\\.|\\.$", "");
    return "<" + safe + "." + hash(words, recipient, beginning) + "@" + domain + ">";
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
