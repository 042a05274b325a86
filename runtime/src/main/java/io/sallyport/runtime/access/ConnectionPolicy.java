// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one connection says about who may use it.
 *
 * @param file where it is declared, for people
 * @param site the one site that may use it
 * @param shared whether every internal site may use it instead
 * @param tenants the tenants that it is shared with
 * @param permissions empty: everybody whom site and tenant admit
 */
public record ConnectionPolicy(
    String name,
    String file,
    boolean active,
    Optional<String> site,
    boolean shared,
    Set<String> tenants,
    Optional<Permissions> permissions) {

  public ConnectionPolicy {
    tenants = Set.copyOf(tenants);
  }

  /**
   * Any rule that matches allows; no rule, nobody.
   *
   * @param writtenAt where, for people
   */
  public record Permissions(String writtenAt, List<PermissionRule> rules) {
    public Permissions {
      rules = List.copyOf(rules);
    }
  }

  /**
   * One rule; everything that it gives must match. An empty {@code Optional} does not restrict.
   *
   * @param users and {@code groups}: together, whom it is for; both empty: everybody
   * @param allow of {@code use} and {@code test}
   * @param effects names of effects
   * @param commands folded names
   * @param limits what of it restricts what may be done, as it is written, for people
   */
  public record PermissionRule(
      Optional<Set<String>> users,
      Optional<Set<String>> groups,
      Optional<Set<String>> allow,
      Optional<Set<String>> effects,
      Optional<Set<String>> commands,
      String limits) {

    boolean isFor(String user, Set<String> groupsOfUser) {
      if (users.isEmpty() && groups.isEmpty()) {
        return true;
      }
      return users.filter(names -> names.contains(user)).isPresent()
          || groups.filter(names -> !Collections.disjoint(names, groupsOfUser)).isPresent();
    }

    boolean allows(Action action) {
      return admits(allow, action.test() ? "test" : "use")
          && admits(effects, action.effect())
          && admits(commands, action.foldedCommand());
    }

    private static boolean admits(Optional<Set<String>> names, String name) {
      return names.map(known -> known.contains(name)).orElse(true);
    }
  }

  List<PermissionRule> rulesFor(String user, Set<String> groupsOfUser) {
    List<PermissionRule> found = new ArrayList<>();
    permissions.ifPresent(
        written ->
            written.rules().stream()
                .filter(rule -> rule.isFor(user, groupsOfUser))
                .forEach(found::add));
    return found;
  }
}
