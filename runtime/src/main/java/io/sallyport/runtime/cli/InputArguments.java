// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The input of a command as it is given on the command line: {@code -i name=value}, a JSON file, or
 * JSON on standard input.
 */
final class InputArguments {

  /**
   * One mapping of all that is given; an {@code -i} replaces what the file says under any spelling
   * of its name, and given again under the same name it adds to itself.
   *
   * @throws CommandException 400 when the JSON cannot be read
   */
  static Mapping read(List<String> assignments, Optional<InputDocument> given) {
    Mapping document =
        given.map(InputDocument::inputs).orElseGet(() -> Mapping.empty(Place.of("input")));
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, List<Node>> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String name = assignment.substring(0, equals).strip();
      String folded = Names.fold(name);
      names.putIfAbsent(folded, name);
      values
          .computeIfAbsent(folded, none -> new ArrayList<>())
          .add(
              new Scalar(
                  Place.of("-i " + name), Scalar.Kind.UNTYPED, assignment.substring(equals + 1)));
    }
    Mapping.Builder all = Mapping.builder(document.place());
    document
        .entries()
        .forEach(
            (name, entry) -> {
              if (!values.containsKey(Names.fold(name))) {
                all.add(name, entry.keyPlace(), entry.value());
              }
            });
    values.forEach(
        (folded, those) -> {
          String name = names.getOrDefault(folded, folded);
          Place place = Place.of("-i " + name);
          all.add(name, place, those.size() == 1 ? those.get(0) : new Sequence(place, those));
        });
    return all.build();
  }

  /** Whether the text is a name, an equals sign and a value. */
  static boolean isAssignment(String text) {
    return text.indexOf('=') > 0 && !text.substring(0, text.indexOf('=')).isBlank();
  }

  private InputArguments() {}
}
