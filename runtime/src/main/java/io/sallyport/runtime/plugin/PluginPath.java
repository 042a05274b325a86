// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One plugin on disk: a folder of jars, or one jar.
 *
 * @param name what the folder is called, or the jar without its ending
 */
record PluginPath(String name, Path path) {

  private static final String JAR = ".jar";

  static boolean isJar(Path path) {
    return lowerCaseName(path).endsWith(JAR) && Files.isRegularFile(path);
  }

  static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  static PluginPath of(Path path) {
    String name = path.getFileName().toString();
    return new PluginPath(
        isJar(path) ? name.substring(0, name.length() - JAR.length()) : name, path);
  }

  /** In the order of their names, so that the class path is the same on every machine. */
  List<Path> jars() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(entry -> isJar(entry) && !isHidden(entry)).sorted().toList();
    }
  }

  private static String lowerCaseName(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return "plugin " + name + " (" + path + ")";
  }
}
