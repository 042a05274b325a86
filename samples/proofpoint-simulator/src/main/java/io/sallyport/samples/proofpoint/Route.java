// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the API has, and the methods each answers to. */
@SuppressWarnings("ImmutableEnumChecker") // Templates and lists are immutable.
enum Route {
  ME("me", "GET"),
  ENDPOINTS("endpoints/{domain}", "GET"),
  ORGANISATION("orgs/{domain}", "GET"),
  DOMAINS("orgs/{domain}/domains", "GET"),
  DOMAIN("orgs/{domain}/domains/{name}", "GET"),
  ORGANISATION_SENDER_LISTS("orgs/{domain}/sender-lists", "GET", "POST", "PATCH", "DELETE"),
  GROUP_SENDER_LISTS("orgs/{domain}/groups/{group}/sender-lists", "GET", "POST", "PATCH", "DELETE"),
  USER_SENDER_LISTS("orgs/{domain}/users/{user}/sender-lists", "GET", "POST", "PATCH", "DELETE");

  /** What the vendor has beyond it, of which nothing but the path is known here. */
  private static final List<PathTemplate> ELSEWHERE =
      Stream.of(
              "orgs/{domain}/orgs",
              "orgs/{domain}/domains/{name}/health",
              "orgs/{domain}/domains/{name}/verification-code",
              "orgs/{domain}/domains/{name}/verify/{method}",
              "orgs/{domain}/domains/{name}/dkim",
              "orgs/{domain}/domains/{name}/dkim/{selector}",
              "orgs/{domain}/domains/{name}/dkim/{selector}/verify",
              "orgs/{domain}/users",
              "orgs/{domain}/users/{user}",
              "orgs/{domain}/features",
              "orgs/{domain}/licensing",
              "orgs/{domain}/package",
              "orgs/{domain}/products",
              "orgs/{domain}/products/{label}",
              "orgs/{domain}/settings/azure",
              "orgs/{domain}/settings/azure/exemptions",
              "orgs/{domain}/email-tagging",
              "orgs/{domain}/email-tagging/exemptions",
              "orgs/{domain}/authentication/settings/{kind}",
              "billing/{domain}",
              "billing/{domain}/orgs",
              "reporting/{domain}/{period}",
              "reporting/{domain}/{period}/{direction}",
              "stats/{domain}/partner",
              "stats/{domain}/partner/orgs",
              "token/{domain}")
          .map(PathTemplate::of)
          .toList();

  private final PathTemplate template;
  private final List<String> methods;

  Route(String template, String... methods) {
    this.template = PathTemplate.of(template);
    this.methods = List.of(methods);
  }

  static Optional<Match> find(List<String> segments) {
    return EnumSet.allOf(Route.class).stream()
        .filter(route -> route.template.matches(segments))
        .findFirst()
        .map(route -> new Match(route, route.template.values(segments)));
  }

  /** Tells whether the vendor has this path and the simulator does not serve it. */
  static boolean isElsewhere(List<String> segments) {
    return ELSEWHERE.stream().anyMatch(template -> template.matches(segments));
  }

  boolean allows(String method) {
    return methods.contains(method);
  }

  /** Returns the value of an {@code Allow} header. */
  String allowed() {
    return String.join(", ", methods);
  }

  /** A route and what the path says in the place of its parameters. */
  record Match(Route route, Map<String, String> parameters) {
    /** Returns the value of a parameter, empty when the route has no such parameter. */
    String parameter(String name) {
      return parameters.getOrDefault(name, "");
    }
  }
}
