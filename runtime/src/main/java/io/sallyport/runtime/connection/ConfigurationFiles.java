// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a configuration folder, each read once, so that what is checked is what is used.
 *
 * @param settings the text of {@code sallyport.yaml}
 * @param connections the texts of {@code connections/*.yaml}, by the path as a person would write
 *     it
 */
record ConfigurationFiles(Path folder, Optional<String> settings, Map<String, String> connections) {

  private static final long MAX_BYTES = 16 * 1024 * 1024;

  /** Reads the folder; what cannot be read is added to the problems and left out. */
  static ConfigurationFiles read(Path folder, List<Problem> problems) {
    Map<String, String> connections = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      problems.add(
          new Problem(
              new Place(folder.toString(), 0, 0),
              "This configuration folder does not exist. Name another with --config DIR or SALLYPORT_CONFIG."));
      return new ConfigurationFiles(folder, Optional.empty(), connections);
    }
    Path settings = folder.resolve("sallyport.yaml");
    Optional<String> settingsText =
        Files.exists(settings) ? text(settings, problems) : Optional.empty();
    for (Path file : yamlFiles(folder.resolve("connections"), problems)) {
      text(file, problems).ifPresent(text -> connections.put(file.toString(), text));
    }
    return new ConfigurationFiles(folder, settingsText, connections);
  }

  String settingsPath() {
    return folder.resolve("sallyport.yaml").toString();
  }

  /** The same for the same texts, another for others; says nothing about them. */
  String revision() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      settings.ifPresent(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
      connections.forEach(
          (path, text) -> {
            digest.update((byte) 0);
            digest.update(Path.of(path).getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static List<Path> yamlFiles(Path folder, List<Problem> problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ConfigurationFiles::isYaml).sorted().toList();
    } catch (IOException e) {
      problems.add(
          new Problem(
              new Place(folder.toString(), 0, 0), "This folder cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Optional<String> text(Path file, List<Problem> problems) {
    String fault;
    try {
      if (Files.size(file) <= MAX_BYTES) {
        return Optional.of(Files.readString(file));
      }
      fault = "This file is larger than 16 MB. Split it into several.";
    } catch (CharacterCodingException e) {
      fault = "This file is not text in UTF-8.";
    } catch (IOException e) {
      fault = "This file cannot be read: " + e.getMessage();
    }
    problems.add(new Problem(new Place(file.toString(), 0, 0), fault));
    return Optional.empty();
  }
}
