// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request below the prefix of the API, cut at its slashes and then decoded once, so
 * that an encoded slash stays inside its segment.
 *
 * @param insideApi whether the path begins with the prefix
 * @param wellFormed false when a percent sign is not followed by two hexadecimal digits; such a
 *     segment is left as sent
 * @param segments one trailing slash does not count
 */
record RequestPath(boolean insideApi, boolean wellFormed, List<String> segments) {
  RequestPath {
    segments = List.copyOf(segments);
  }

  static RequestPath of(String path, String prefix) {
    if (!path.startsWith(prefix + "/")) {
      return new RequestPath(path.equals(prefix), true, List.of());
    }
    boolean wellFormed = true;
    List<String> segments = new ArrayList<>();
    for (String segment : withoutSlashAtEnd(path.substring(prefix.length() + 1)).split("/", -1)) {
      try {
        segments.add(decoded(segment));
      } catch (IllegalArgumentException notEncoded) {
        wellFormed = false;
        segments.add(segment);
      }
    }
    return new RequestPath(true, wellFormed, segments);
  }

  private static String withoutSlashAtEnd(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String decoded(String segment) {
    // URLDecoder is made for forms, where a plus means a blank; in a path it means itself.
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
