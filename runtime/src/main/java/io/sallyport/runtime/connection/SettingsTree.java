// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static java.util.function.Predicate.isEqual;

import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Sequence;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code sallyport.yaml} as it is written, to find what a record was read from.
 *
 * @param root the whole of it
 */
record SettingsTree(Mapping root) {

  /** The entry of a list that begins there; an empty one when there is none. */
  Mapping entry(String list, Place place) {
    return first(list, entry -> entry.place().equals(place)).orElseGet(() -> Mapping.empty(place));
  }

  /** The first entry of a list that has this name. */
  Optional<Mapping> named(String list, String name) {
    return first(
        list, entry -> ConnectionChecks.text(entry, "name").filter(isEqual(name)).isPresent());
  }

  private Optional<Mapping> first(String list, Predicate<Mapping> wanted) {
    return root.find(list).stream()
        .filter(Sequence.class::isInstance)
        .flatMap(node -> ((Sequence) node).items().stream())
        .flatMap(item -> item instanceof Mapping entry ? Stream.of(entry) : Stream.empty())
        .filter(wanted)
        .findFirst();
  }
}
