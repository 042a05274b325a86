// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sallyport.plugin.Integration;
import io.sallyport.plugin.secret.SecretProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.SourceVersion;

/**
 * The file in which a jar names the classes that provide a service.
 *
 * <p>Read here, and not by {@link java.util.ServiceLoader}: that one loses every class of a file
 * that has one malformed line, also those before it, and may not get past a class that cannot be
 * linked.
 */
final class ServicesFile {

  private static final String FOLDER = "META-INF/services/";

  /**
   * A class that the file names.
   *
   * @param place the file and the line, for messages
   */
  record ProviderName(String className, String place) {}

  private ServicesFile() {}

  static String of(Class<?> service) {
    return FOLDER + service.getName();
  }

  /** Whether the jar names a class for any service of the plugin API. */
  static boolean isIn(PluginJar jar) {
    return isIn(jar, Integration.class) || isIn(jar, SecretProvider.class);
  }

  static boolean isIn(PluginJar jar, Class<?> service) {
    return jar.entry(of(service)).isPresent();
  }

  /** The good lines in their order; each bad one is a problem. Nothing when there is no file. */
  static List<ProviderName> read(PluginJar jar, Class<?> service, Consumer<String> problems) {
    var entry = jar.entry(of(service));
    if (entry.isEmpty()) {
      return List.of();
    }
    String file = jar.fileName() + "!/" + of(service);
    List<String> lines;
    try {
      lines = text(jar.read(entry.get())).lines().toList();
    } catch (IOException | SecurityException e) {
      problems.accept(file + " cannot be read (" + e.getMessage() + "); copy the jar here again.");
      return List.of();
    }
    if (lines.stream().allMatch(line -> withoutComment(line).isEmpty())) {
      problems.accept(file + " names no class; ask the plugin's author for a correct build.");
    }
    List<ProviderName> names = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String name = withoutComment(lines.get(number - 1));
      if (SourceVersion.isName(name)) {
        names.add(new ProviderName(name, file + ", line " + number));
      } else if (!name.isEmpty()) {
        problems.accept(
            "%s, line %d: \"%s\" is not the name of a class; write one name a line."
                .formatted(file, number, PluginFault.oneLine(name)));
      }
    }
    return names;
  }

  /** Editors of some systems put an invisible mark before the first character. */
  private static String text(byte[] content) {
    String text = new String(content, UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }
}
