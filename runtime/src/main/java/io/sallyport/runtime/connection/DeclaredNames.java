// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that {@code sallyport.yaml} declares, taken from the text itself: a fault elsewhere in
 * that file must not make every reference to it look dangling.
 *
 * @param known whether the file could be read at all; if not, nothing can be said of a reference
 */
record DeclaredNames(
    boolean known,
    List<Scalar> sites,
    Set<String> clientSites,
    List<Scalar> tenants,
    List<Scalar> users,
    List<Scalar> agents,
    List<Scalar> vaults,
    Set<String> groups) {

  static final DeclaredNames UNKNOWN =
      new DeclaredNames(
          false, List.of(), Set.of(), List.of(), List.of(), List.of(), List.of(), Set.of());

  static DeclaredNames of(Mapping settings) {
    Set<String> clients = new HashSet<>();
    for (Mapping site : mappings(settings, "sites")) {
      if (ConnectionChecks.text(site, "kind").filter("client"::equalsIgnoreCase).isPresent()) {
        ConnectionChecks.text(site, "name").ifPresent(clients::add);
      }
    }
    return new DeclaredNames(
        true,
        names(settings, "sites"),
        clients,
        scalars(settings.find("tenants")),
        names(settings, "users"),
        names(settings, "agents"),
        names(settings, "vaults"),
        settings
            .find("groups")
            .filter(Mapping.class::isInstance)
            .map(groups -> ((Mapping) groups).entries().keySet())
            .orElse(Set.of()));
  }

  static List<String> texts(List<Scalar> names) {
    return names.stream().map(Scalar::text).toList();
  }

  /** The mappings in the list under this key. */
  static List<Mapping> mappings(Mapping settings, String key) {
    List<Mapping> found = new ArrayList<>();
    for (Node item : items(settings.find(key))) {
      if (item instanceof Mapping mapping) {
        found.add(mapping);
      }
    }
    return found;
  }

  /** The single values of a list. */
  static List<Scalar> scalars(Optional<Node> list) {
    List<Scalar> found = new ArrayList<>();
    for (Node item : items(list)) {
      if (item instanceof Scalar scalar) {
        found.add(scalar);
      }
    }
    return found;
  }

  /** What stands under {@code name} in each entry of the list under this key. */
  private static List<Scalar> names(Mapping settings, String key) {
    List<Scalar> found = new ArrayList<>();
    for (Mapping entry : mappings(settings, key)) {
      entry
          .find("name")
          .filter(Scalar.class::isInstance)
          .ifPresent(name -> found.add((Scalar) name));
    }
    return found;
  }

  /** The members of each group. */
  static Map<String, Mapping.Entry> groups(Mapping settings) {
    return settings
        .find("groups")
        .filter(Mapping.class::isInstance)
        .map(groups -> ((Mapping) groups).entries())
        .orElse(Map.of());
  }

  private static List<Node> items(Optional<Node> list) {
    return list.filter(Sequence.class::isInstance)
        .map(sequence -> ((Sequence) sequence).items())
        .orElse(List.of());
  }
}
