// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path in which {@code *} is a part without a slash and {@code **} is anything or nothing. */
final class PathPattern {

  private static final Pattern PART = Pattern.compile("\\*\\*|\\*|[^*]+");

  private final String text;
  private final Pattern expression;

  PathPattern(String text) {
    if (!text.matches("[/*][!-~]*")) {
      throw new IllegalArgumentException(
          "A path pattern begins with / or * and has no blank, like /orgs/*/users or"
              + " **/sender-lists; this is: "
              + text);
    }
    this.text = text;
    StringBuilder regex = new StringBuilder();
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      regex.append(
          switch (parts.group()) {
            case "**" -> ".*";
            case "*" -> "[^/]+";
            default -> Pattern.quote(parts.group());
          });
    }
    this.expression = Pattern.compile(regex.toString());
  }

  boolean matches(String path) {
    return expression.matcher(path).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
