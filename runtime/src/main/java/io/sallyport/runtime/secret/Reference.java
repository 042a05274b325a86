// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What <code>${vault:key}</code> says. A reference is always a whole value: text with <code>${
 * </code> in its middle is just text.
 *
 * @param vault a built-in or declared vault
 * @param key what the vault knows the value by
 */
record Reference(String vault, String key) {

  private static final Pattern FORM = Pattern.compile("\\$\\{([a-z0-9][a-z0-9._-]*):([^}]+)}");

  /** Whether the text is meant as a reference, well-formed or not. */
  static boolean isMeant(String text) {
    return text.startsWith("${") && text.endsWith("}");
  }

  /** Empty when the text is not a well-formed reference. */
  static Optional<Reference> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() && !form.group(2).isBlank()
        ? Optional.of(new Reference(form.group(1), form.group(2).strip()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "${" + vault + ":" + key + "}";
  }
}
