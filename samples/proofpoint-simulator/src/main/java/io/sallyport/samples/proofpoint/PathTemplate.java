// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A path with places for values, like {@code orgs/{domain}/domains}.
 *
 * @param parts what stands between the slashes; a value's name is in braces
 */
record PathTemplate(List<String> parts) {
  PathTemplate {
    parts = List.copyOf(parts);
  }

  static PathTemplate of(String template) {
    return new PathTemplate(List.of(template.split("/", -1)));
  }

  /** Tells whether a path has this form; no place takes an empty segment. */
  boolean matches(List<String> segments) {
    if (segments.size() != parts.size()) {
      return false;
    }
    for (int index = 0; index < segments.size(); index++) {
      String segment = segments.get(index);
      String expected = parts.get(index);
      if (isPlace(expected) ? segment.isEmpty() : !segment.equals(expected)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the values that a path of this form has in its places. */
  Map<String, String> values(List<String> segments) {
    Map<String, String> values = new HashMap<>();
    for (int index = 0; index < segments.size(); index++) {
      String part = parts.get(index);
      if (isPlace(part)) {
        values.put(part.substring(1, part.length() - 1), segments.get(index));
      }
    }
    return values;
  }

  private static boolean isPlace(String part) {
    return part.startsWith("{");
  }
}
