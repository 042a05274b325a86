// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lists what lies in the plugin folders. Opens nothing. */
final class PluginFinder {

  private final List<Path> folders;
  private final Consumer<String> problems;

  PluginFinder(List<Path> folders, Consumer<String> problems) {
    this.folders = folders;
    this.problems = problems;
  }

  /** Every plugin once, by name, also where two of the folders are the same. */
  List<PluginPath> find() {
    List<PluginPath> found = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path folder : folders) {
      for (Path entry : entries(folder)) {
        if (isPlugin(entry) && seen.add(real(entry))) {
          found.add(PluginPath.of(entry));
        }
      }
    }
    found.sort(Comparator.comparing(PluginPath::name).thenComparing(PluginPath::path));
    return found;
  }

  private List<Path> entries(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      problems.accept(
          "The plugin folder " + folder + " is not a folder; name the folder that holds plugins.");
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !PluginPath.isHidden(entry)).toList();
    } catch (IOException e) {
      problems.accept(
          "The plugin folder "
              + folder
              + " cannot be read ("
              + e
              + "); let the account that Sallyport runs under read it.");
      return List.of();
    }
  }

  private boolean isPlugin(Path entry) {
    if (Files.isSymbolicLink(entry) && Files.notExists(entry)) {
      problems.accept(entry + " is a link that leads nowhere; correct or remove it.");
      return false;
    }
    return Files.isDirectory(entry) || PluginPath.isJar(entry);
  }

  private static Path real(Path entry) {
    try {
      return entry.toRealPath();
    } catch (IOException e) {
      return entry.toAbsolutePath().normalize();
    }
  }
}
