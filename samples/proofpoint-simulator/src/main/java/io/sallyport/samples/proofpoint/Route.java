// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API has, and the methods each answers to. */
@SuppressWarnings("ImmutableEnumChecker") // Both lists come from List.of.
enum Route {
  ME("me", "GET"),
  ENDPOINTS("endpoints/{domain}", "GET"),
  ORGANISATION("orgs/{domain}", "GET"),
  DOMAINS("orgs/{domain}/domains", "GET"),
  DOMAIN("orgs/{domain}/domains/{name}", "GET"),
  ORGANISATION_SENDER_LISTS("orgs/{domain}/sender-lists", "GET", "POST", "PATCH", "DELETE"),
  GROUP_SENDER_LISTS("orgs/{domain}/groups/{group}/sender-lists", "GET", "POST", "PATCH", "DELETE"),
  USER_SENDER_LISTS("orgs/{domain}/users/{user}/sender-lists", "GET", "POST", "PATCH", "DELETE");

  private final List<String> template;
  private final List<String> methods;

  Route(String template, String... methods) {
    this.template = List.of(template.split("/"));
    this.methods = List.of(methods);
  }

  static Optional<Match> find(List<String> segments) {
    return EnumSet.allOf(Route.class).stream()
        .filter(route -> route.matches(segments))
        .findFirst()
        .map(route -> new Match(route, route.parameters(segments)));
  }

  boolean allows(String method) {
    return methods.contains(method);
  }

  /** Returns the value of an {@code Allow} header. */
  String allowed() {
    return String.join(", ", methods);
  }

  private boolean matches(List<String> segments) {
    if (segments.size() != template.size()) {
      return false;
    }
    for (int index = 0; index < segments.size(); index++) {
      String segment = segments.get(index);
      String expected = template.get(index);
      if (isParameter(expected) ? segment.isEmpty() : !segment.equals(expected)) {
        return false;
      }
    }
    return true;
  }

  private Map<String, String> parameters(List<String> segments) {
    Map<String, String> parameters = new HashMap<>();
    for (int index = 0; index < segments.size(); index++) {
      String name = template.get(index);
      if (isParameter(name)) {
        parameters.put(name.substring(1, name.length() - 1), segments.get(index));
      }
    }
    return parameters;
  }

  private static boolean isParameter(String part) {
    return part.startsWith("{");
  }

  /** A route and what the path says in the place of its parameters. */
  record Match(Route route, Map<String, String> parameters) {
    /** Returns the value of a parameter, empty when the route has no such parameter. */
    String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }
  }
}
