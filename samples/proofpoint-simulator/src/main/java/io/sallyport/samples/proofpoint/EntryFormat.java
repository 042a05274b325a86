// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.samples.proofpoint.Behaviour.EntryFormats;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry of a sender list may be. */
final class EntryFormat {
  private static final int SHORTEST_PREFIX = 24;
  private static final Pattern NETWORK =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}/([0-9]{1,3})");

  /** An address, a whole domain, its subdomains, or an IPv4 address with or without wildcards. */
  private static final Pattern DOCUMENTED =
      Pattern.compile(
          "[^@/]+@(?:\\*\\.)?[^@/*]+\\.[^@/*.]+|[0-9]{1,3}(?:\\.(?:[0-9]{1,3}|\\*)){3}");

  private EntryFormat() {}

  /** Says what is wrong with an entry, empty when nothing is. */
  static Optional<String> fault(String entry, EntryFormats formats) {
    return switch (formats) {
      case ANY -> Optional.empty();
      case LENIENT -> fault(entry);
      case DOCUMENTED -> fault(entry).or(() -> undocumented(entry));
    };
  }

  private static Optional<String> fault(String entry) {
    if (entry.isEmpty()) {
      return Optional.of("The entry is empty.");
    }
    if (entry.chars().anyMatch(EntryFormat::isOutOfPlace)) {
      return Optional.of(
          "The entry contains a blank, a control character, a comma or a semicolon.");
    }
    Matcher network = NETWORK.matcher(entry);
    if (network.matches() && Integer.parseInt(network.group(1)) < SHORTEST_PREFIX) {
      return Optional.of("The network is larger than /" + SHORTEST_PREFIX + ".");
    }
    return Optional.empty();
  }

  private static Optional<String> undocumented(String entry) {
    return DOCUMENTED.matcher(entry).matches() || NETWORK.matcher(entry).matches()
        ? Optional.empty()
        : Optional.of("The entry is not an address, a domain or a network.");
  }

  private static boolean isOutOfPlace(int character) {
    return character == ','
        || character == ';'
        || Character.isISOControl(character)
        || Character.isWhitespace(character)
        || Character.isSpaceChar(character);
  }
}
