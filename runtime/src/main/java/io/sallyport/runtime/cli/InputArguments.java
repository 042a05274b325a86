// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /**
   * One mapping of all that is given; an {@code -i} replaces what the file says under any spelling
   * of its name, and given again under the same name it adds to itself.
   *
   * @throws CommandException 400 when the JSON cannot be read
   */
  static Mapping read(List<String> assignments, Optional<String> file, InputStream standardInput) {
    Mapping document =
        file.map(name -> document(name, standardInput))
            .orElseGet(() -> Mapping.empty(Place.of("input")));
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
        (folded, given) -> {
          String name = names.getOrDefault(folded, folded);
          Place place = Place.of("-i " + name);
          all.add(name, place, given.size() == 1 ? given.get(0) : new Sequence(place, given));
        });
    return all.build();
  }

  /** Whether the text is a name, an equals sign and a value. */
  static boolean isAssignment(String text) {
    return text.indexOf('=') > 0 && !text.substring(0, text.indexOf('=')).isBlank();
  }

  private static Mapping document(String file, InputStream standardInput) {
    String source = file.equals("-") ? "standard input" : file;
    String text = text(file, source, standardInput);
    try {
      Node node = JsonTree.parse(text, source);
      if (node instanceof Mapping mapping) {
        return mapping;
      }
      throw refused(source + " must hold one JSON object, such as {\"Group ID\": \"12345\"}.");
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String where =
          location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
      throw refused(source + where + " is not valid JSON.").withCause(e);
    }
  }

  private static String text(String file, String source, InputStream standardInput) {
    try {
      byte[] octets;
      if (file.equals("-")) {
        octets = standardInput.readNBytes(MOST_BYTES + 1);
      } else {
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
          octets = stream.readNBytes(MOST_BYTES + 1);
        }
      }
      if (octets.length > MOST_BYTES) {
        throw refused(source + " is larger than 16 MB.");
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw refused(source + " does not exist.").withCause(e);
    } catch (IOException | InvalidPathException e) {
      throw refused(source + " cannot be read.").withCause(e);
    }
  }

  private static CommandException refused(String message) {
    return Finding.INPUT_UNREADABLE.failure(Map.of("problem", message));
  }

  private InputArguments() {}
}
