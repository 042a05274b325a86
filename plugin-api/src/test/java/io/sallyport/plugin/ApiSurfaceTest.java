// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares every public signature with {@code api.txt}, so that no change of the API goes unseen.
 */
class ApiSurfaceTest {

  private static final Path LIST = Path.of("api.txt");

  @Test
  void theApiIsAsListed() throws Exception {
    String surface = surface();

    if (Boolean.getBoolean("api.update")) {
      Files.writeString(LIST, surface);
    }

    assertThat(surface)
        .as(
            "The API has changed. If that is meant, run this test with -Dapi.update=true and commit plugin-api/api.txt")
        .isEqualTo(Files.readString(LIST));
  }

  @Test
  void signaturesNameOnlyTheJdkJsonNodeAndTheApi() throws Exception {
    List<String> foreign =
        surface()
            .lines()
            .flatMap(line -> Arrays.stream(line.split("[^A-Za-z0-9_.$]+")))
            .filter(word -> word.matches("[a-z]+(\\.[a-z0-9_]+)+\\.[A-Z].*"))
            .filter(name -> !name.startsWith("java.") && !name.startsWith("io.sallyport.plugin."))
            .filter(name -> !name.equals("com.fasterxml.jackson.databind.JsonNode"))
            .filter(name -> !name.equals("com.fasterxml.jackson.databind.node.ObjectNode"))
            .distinct()
            .toList();

    assertThat(foreign).isEmpty();
  }

  private static String surface() throws Exception {
    return publicClasses().map(ApiSurfaceTest::describe).collect(Collectors.joining("\n"));
  }

  private static Stream<Class<?>> publicClasses() throws IOException, URISyntaxException {
    Path root =
        Path.of(Integration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(root::relativize)
          .map(Path::toString)
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList()
          .stream()
          .<Class<?>>map(ApiSurfaceTest::load)
          .filter(type -> isPublic(type));
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      if (!Modifier.isPublic(each.getModifiers()) && !Modifier.isProtected(each.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static String describe(Class<?> type) {
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(ApiSurfaceTest::isShown)
            .map(Field::toGenericString);
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(ApiSurfaceTest::isShown)
            .map(Constructor::toGenericString);
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(ApiSurfaceTest::isShown)
            .map(Method::toGenericString);
    String members =
        Stream.of(fields, constructors, methods)
            .flatMap(Objects::requireNonNull)
            .sorted()
            .map(member -> "  " + member + "\n")
            .collect(Collectors.joining());
    return type.toGenericString() + "\n" + members;
  }

  private static boolean isShown(Field field) {
    return !field.isSynthetic() && isShown(field.getModifiers());
  }

  private static boolean isShown(Executable executable) {
    return !executable.isSynthetic() && isShown(executable.getModifiers());
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
