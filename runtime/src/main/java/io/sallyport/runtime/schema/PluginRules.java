// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a plugin's record owes its readers: each component described, names that agree, samples that
 * would be accepted.
 */
final class PluginRules {

  static void check(RecordSchema schema, List<String> problems) {
    Map<String, Parameter> names = new HashMap<>();
    for (Parameter parameter : schema.components()) {
      String place = schema.type().getSimpleName() + "." + parameter.key();
      if (parameter.description().isBlank()) {
        problems.add(place + " has no @Param with a description.");
        continue;
      }
      String folded = Names.fold(parameter.displayName());
      if (folded.isEmpty() || !folded.equals(Names.fold(parameter.key()))) {
        problems.add(
            place
                + " is called \""
                + parameter.displayName()
                + "\", which does not have the same letters and digits as "
                + parameter.key()
                + ".");
      }
      Parameter other = names.putIfAbsent(folded, parameter);
      if (other != null) {
        problems.add(
            place
                + " has the same name as "
                + other.key()
                + " once only letters and digits count.");
      }
      checkPattern(parameter, place, problems);
      checkSample(parameter, "default", parameter.defaultValue().orElse(""), place, problems);
      checkSample(parameter, "example", parameter.example(), place, problems);
      if (nested(parameter.type()) instanceof ValueType.Nested inner) {
        check(inner.schema(), problems);
      }
    }
  }

  private static void checkPattern(Parameter parameter, String place, List<String> problems) {
    if (parameter.expected().endsWith(".")) {
      problems.add(place + " has an expected that ends in a period; it is part of a sentence.");
    }
    if (parameter.pattern().isEmpty()) {
      return;
    }
    if (nested(parameter.type()) != ValueType.Basic.TEXT) {
      problems.add(place + " has a pattern, which only text can have.");
    }
    if (parameter.expected().isBlank()) {
      problems.add(place + " has a pattern and does not say in words what is expected.");
    }
  }

  private static void checkSample(
      Parameter parameter, String what, String text, String place, List<String> problems) {
    if (text.isEmpty()) {
      return;
    }
    if (!RecordBinder.accepts(parameter, text)) {
      problems.add(
          place
              + " has the "
              + what
              + " \""
              + text
              + "\", which it would not accept itself"
              + reason(parameter)
              + ".");
    }
  }

  private static String reason(Parameter parameter) {
    return parameter
        .pattern()
        .map(Pattern::pattern)
        .map(pattern -> " (" + pattern + ")")
        .orElse(": it must be " + parameter.type().describe());
  }

  private static ValueType nested(ValueType type) {
    return type instanceof ValueType.ListOf list ? list.item() : type;
  }

  private PluginRules() {}
}
