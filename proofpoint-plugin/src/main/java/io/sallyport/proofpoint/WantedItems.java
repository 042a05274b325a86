// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The items of an Add or Delete as they are meant: trimmed, each once, each for one list. Null, no
 * list and an empty list all mean that nothing was given.
 */
final class WantedItems {

  private static final String SEPARATORS = ",;";

  /**
   * The items in their order, the first spelling of each.
   *
   * @throws io.sallyport.plugin.InvalidInputException when an item is blank, holds a separator or a
   *     control character, or is given for both lists; names every parameter that is wrong
   */
  static SenderLists of(
      Change change, Optional<List<String>> safe, Optional<List<String>> blocked) {
    Violations violations = new Violations();
    SenderLists wanted =
        SenderLists.of(
            normalised(change.inputName(SenderList.SAFE), safe.orElse(List.of()), violations),
            normalised(
                change.inputName(SenderList.BLOCKED), blocked.orElse(List.of()), violations));
    wanted.items(SenderList.BLOCKED).stream()
        .filter(item -> wanted.contains(SenderList.SAFE, item))
        .findFirst()
        .ifPresent(
            item ->
                violations.add(
                    change.inputName(SenderList.BLOCKED),
                    "hold no item that "
                        + change.inputName(SenderList.SAFE)
                        + " holds too, such as "
                        + item
                        + ": an item can be on one list only"));
    violations.throwIfAny();
    return wanted;
  }

  /** The same check for the constructor of an input, so that the run does not begin. */
  static void check(Change change, Optional<List<String>> safe, Optional<List<String>> blocked) {
    SenderLists unused = of(change, safe, blocked);
  }

  private static List<String> normalised(String input, List<String> items, Violations violations) {
    List<String> normalised = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (int index = 0; index < items.size(); index++) {
      String item = items.get(index).strip();
      Optional<String> fault = fault(item);
      if (fault.isPresent()) {
        violations.add(input, fault.get() + "; see item " + (index + 1));
        return List.of();
      }
      if (known.add(SenderLists.folded(item))) {
        normalised.add(item);
      }
    }
    return normalised;
  }

  private static Optional<String> fault(String item) {
    if (item.isEmpty()) {
      return Optional.of("hold no blank item");
    }
    return item.codePoints().anyMatch(WantedItems::separates)
        ? Optional.of(
            "hold one sender an item, without comma, semicolon, line break or invisible character")
        : Optional.empty();
  }

  private static boolean separates(int character) {
    return SEPARATORS.indexOf(character) >= 0
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  private WantedItems() {}
}
