// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Request line and headers.
 *
 * @param headers keyed by name in any case, unmodifiable
 */
record RequestHead(
    String method, String target, boolean http11, Map<String, List<String>> headers) {

  private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^/?]*");

  String path() {
    String local = local();
    int question = local.indexOf('?');
    String path = question < 0 ? local : local.substring(0, question);
    return path.isEmpty() ? "/" : path;
  }

  Optional<String> query() {
    int question = target.indexOf('?');
    return question < 0 ? Optional.empty() : Optional.of(target.substring(question + 1));
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  boolean expectsContinue() {
    return http11 && has("Expect", "100-continue");
  }

  boolean keepsAlive() {
    return http11 ? !has("Connection", "close") : has("Connection", "keep-alive");
  }

  /** Returns whether a header that is a list of words has the given one, in any case. */
  boolean has(String name, String word) {
    return headers.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Pattern.compile(",").splitAsStream(value))
        .anyMatch(listed -> listed.strip().toLowerCase(Locale.ROOT).equals(word));
  }

  private String local() {
    Matcher origin = ABSOLUTE.matcher(target);
    return origin.lookingAt() ? target.substring(origin.end()) : target;
  }
}
