// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys as the entries of a PKCS#12 file are called. The JDK makes all of those lower-case, so a
 * capital letter is written with a mark before it.
 */
public final class KeystoreKeys {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._/@:+#-]{1,200}");
  private static final char CAPITAL = '^';

  /** What is wrong with the key, as a sentence; empty when it is good. The key is not in it. */
  public static Optional<String> problem(String key) {
    return FORM.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "A key is 1 to 200 letters (a to z), digits and . _ / @ : + # -, such as proofpoint/acme.");
  }

  static String alias(String key) {
    StringBuilder alias = new StringBuilder();
    for (int at = 0; at < key.length(); at++) {
      char character = key.charAt(at);
      if (character >= 'A' && character <= 'Z') {
        alias.append(CAPITAL).append((char) (character - 'A' + 'a'));
      } else {
        alias.append(character);
      }
    }
    return alias.toString();
  }

  static String key(String alias) {
    StringBuilder key = new StringBuilder();
    for (int at = 0; at < alias.length(); at++) {
      char character = alias.charAt(at);
      if (character == CAPITAL && at + 1 < alias.length()) {
        at++;
        key.append(Character.toUpperCase(alias.charAt(at)));
      } else {
        key.append(character);
      }
    }
    return key.toString();
  }

  private KeystoreKeys() {}
}
