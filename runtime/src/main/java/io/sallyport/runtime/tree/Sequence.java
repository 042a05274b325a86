// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import java.util.List;

/** A list of values. */
public record Sequence(Place place, List<Node> items) implements Node {

  public Sequence {
    items = List.copyOf(items);
  }

  /** Size and place; never an item, which may be a secret. */
  @Override
  public String toString() {
    return "list of " + items.size() + " at " + place;
  }
}
