// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The JSON that a command's inputs come from, as text: read where it was named, understood where
 * the command runs.
 *
 * @param source what a person calls it
 * @param readable whether the text is the document; otherwise it says why there is none
 */
record InputDocument(String source, boolean readable, String text) {

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** Reads a file, or standard input where the file is {@code -}. */
  static InputDocument read(String file, InputStream standardInput) {
    String source = file.equals("-") ? "standard input" : file;
    try {
      byte[] octets;
      if (file.equals("-")) {
        octets = standardInput.readNBytes(MOST_BYTES + 1);
      } else {
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
          octets = stream.readNBytes(MOST_BYTES + 1);
        }
      }
      return octets.length > MOST_BYTES
          ? new InputDocument(source, false, source + " is larger than 16 MB.")
          : new InputDocument(source, true, new String(octets, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new InputDocument(source, false, source + " does not exist.");
    } catch (IOException | InvalidPathException e) {
      return new InputDocument(source, false, source + " cannot be read.");
    }
  }

  /**
   * The inputs by name.
   *
   * @throws CommandException 400 when there are none to be had
   */
  Mapping inputs() {
    if (!readable) {
      throw refused(text);
    }
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
      throw Finding.caused(refused(source + where + " is not valid JSON."), e);
    }
  }

  private static CommandException refused(String message) {
    return Finding.INPUT_UNREADABLE.failure(Map.of("problem", message));
  }
}
