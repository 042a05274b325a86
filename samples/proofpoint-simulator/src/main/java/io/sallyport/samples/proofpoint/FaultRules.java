// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.testkit.server.Fault;
import io.sallyport.testkit.server.FaultPlan;
import io.sallyport.testkit.server.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads rules for the API alone: one that is for every path is for every path of the API, and one
 * that would catch the control route is refused.
 */
final class FaultRules {
  private static final Pattern METHOD = Pattern.compile("\\*|[A-Z][A-Z0-9_-]*");
  private static final List<String> CONTROL_PATHS =
      List.of(
          "/simulator/faults",
          "/simulator/journal",
          "/simulator/lock-outs",
          "/simulator/accounts/a%40b.example/password");

  private FaultRules() {}

  /**
   * Reads rules that come over the wire, one a line or a JSON array of strings; all or none.
   *
   * @param apiPrefix the path below which the API answers
   * @throws IllegalArgumentException saying what would be accepted
   */
  static List<FaultRule> parse(String body, String apiPrefix) {
    // No rule begins with a bracket, so that an array can be told from a line.
    List<String> lines =
        body.stripLeading().startsWith("[")
            ? elements(body)
            : body.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream().map(line -> rule(line, apiPrefix)).toList();
  }

  /**
   * Reads one rule.
   *
   * @throws IllegalArgumentException saying what would be accepted
   */
  static FaultRule rule(String line, String apiPrefix) {
    FaultRule rule = FaultRule.parse(line);
    String written = rule.toString();
    String[] words = written.split(" ", 3);
    if (!METHOD.matcher(words[0]).matches()) {
      return FaultRule.parse("* " + apiPrefix + "/** " + written);
    }
    if (words[1].equals("**")) {
      return FaultRule.parse(words[0] + " " + apiPrefix + "/** " + words[2]);
    }
    if (catchesControl(words[1])) {
      throw new IllegalArgumentException(
          "A rule for "
              + words[1]
              + " would catch "
              + Control.PREFIX
              + " too, where the simulator is controlled. Let it begin with "
              + apiPrefix
              + "/ or leave out method and path.");
    }
    return rule;
  }

  private static boolean catchesControl(String path) {
    FaultPlan probe = new FaultPlan();
    probe.add(FaultRule.on("*", path, Fault.empty()));
    return CONTROL_PATHS.stream().anyMatch(control -> probe.next("GET", control).isPresent());
  }

  private static List<String> elements(String body) {
    List<String> elements = new ArrayList<>();
    try {
      for (JsonNode element : new JsonMapper().readTree(body)) {
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
