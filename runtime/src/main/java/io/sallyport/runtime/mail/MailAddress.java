// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is taken as a mail address: one plain address such as alice@example.com, without name,
 * comment, quotes or anything outside ASCII. Nothing in it can begin another header or command.
 */
public final class MailAddress {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern PLAIN =
      Pattern.compile("(" + ATOM + "(?:\\." + ATOM + ")*)@" + LABEL + "(?:\\." + LABEL + ")*");

  /** Returns what is wrong with it, and what would be accepted; the address is not repeated. */
  public static Optional<String> problem(String address) {
    boolean plain =
        address.length() <= LONGEST
            && PLAIN.matcher(address).matches()
            && address.indexOf('@') <= LONGEST_LOCAL;
    return plain
        ? Optional.empty()
        : Optional.of(
            "is not one plain mail address such as alice@example.com: no name, no brackets, no"
                + " spaces, and only ASCII (a domain with other letters is written in its xn--"
                + " form)");
  }

  private MailAddress() {}
}
