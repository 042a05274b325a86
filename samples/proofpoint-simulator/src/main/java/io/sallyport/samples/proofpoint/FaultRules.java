// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.testkit.server.FaultRule;
import java.util.ArrayList;
import java.util.List;

/** Reads rules that come over the wire: one a line, or a JSON array of strings. */
final class FaultRules {
  private static final JsonMapper JSON = new JsonMapper();

  private FaultRules() {}

  /**
   * Reads rules; all or none.
   *
   * @throws IllegalArgumentException saying what would be accepted
   */
  static List<FaultRule> parse(String body) {
    // No rule begins with a bracket, so that an array can be told from a line.
    List<String> lines =
        body.stripLeading().startsWith("[")
            ? elements(body)
            : body.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream().map(FaultRule::parse).toList();
  }

  private static List<String> elements(String body) {
    List<String> elements = new ArrayList<>();
    try {
      for (JsonNode element : JSON.readTree(body)) {
        if (!element.isTextual()) {
          throw new IllegalArgumentException(
              "Rules are a JSON array of strings; this is in it: " + element);
        }
        elements.add(element.textValue());
      }
      return elements;
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "Rules are one a line, or a JSON array of strings; this is neither.", malformed);
    }
  }
}
