// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.ApiVersion;
import io.sallyport.plugin.Integration;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** A plugin's jar, compiled from sources in a test. By default it says that it speaks our API. */
public final class TestPlugin {

  /** The sources that {@link #source} fills in where a test says nothing else. */
  private static final String INTEGRATION =
      """
      package com.example.plugin;

      import io.sallyport.plugin.*;
      import java.util.*;

      public class $Name implements Integration<$Name.Settings, $Name.Live> {
        public record Settings($settings) {}

        public static class Live implements Session {
          @Override public void test(Invocation run) throws Exception { $test }
          @Override public void close() { $close }
        }

        public $Name() { $constructor }
        @Override public IntegrationInfo info() { $info }
        @Override public Class<Settings> connectionType() { return Settings.class; }
        @Override public Live connect(Settings settings, Host host) { $connect }
        @Override public List<Command<Live, ?>> commands() { $commands }

        $members
      }
      """;

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();

  TestPlugin() {
    manifest.put(ApiVersion.MANIFEST_ATTRIBUTE, "1");
  }

  /** A plugin with one integration {@code com.example.plugin.Good} that has nothing wrong. */
  static TestPlugin good(String id) {
    return withIntegration("Good", id, Map.of());
  }

  /**
   * A plugin with one integration.
   *
   * @param bodies what stands in place of {@code $constructor}, {@code $info} and so on
   */
  public static TestPlugin withIntegration(String name, String id, Map<String, String> bodies) {
    return new TestPlugin()
        .source("com.example.plugin." + name, integration(name, id, bodies))
        .service(Integration.class, "com.example.plugin." + name);
  }

  static String integration(String name, String id, Map<String, String> bodies) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("test", "");
    all.put("close", "");
    all.put("constructor", "");
    all.put("info", "return IntegrationInfo.of(\"" + id + "\", \"An example\");");
    all.put("connect", "return new Live();");
    all.put("commands", "return List.of();");
    all.put("settings", "");
    all.put("members", "");
    all.putAll(bodies);
    String source = INTEGRATION.replace("$Name", name);
    for (var body : all.entrySet()) {
      source = source.replace("$" + body.getKey(), body.getValue());
    }
    return source;
  }

  TestPlugin source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  TestPlugin service(Class<?> service, String... lines) {
    return file("META-INF/services/" + service.getName(), String.join("\n", lines));
  }

  TestPlugin file(String name, String content) {
    files.put(name, content.getBytes(UTF_8));
    return this;
  }

  TestPlugin manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  TestPlugin withoutManifestEntry(String name) {
    manifest.remove(name);
    return this;
  }

  /** Compiles against a library, which does not become part of the jar. */
  TestPlugin compiledWith(Path library) {
    libraries.add(library);
    return this;
  }

  /** Compiles the class, but does not put it into the jar. */
  TestPlugin leavingOut(String className) {
    leftOut.add(className.replace('.', '/') + ".class");
    return this;
  }

  public Path writeTo(Path jar) {
    try {
      Files.createDirectories(jar.getParent());
      Map<String, byte[]> content = new LinkedHashMap<>(files);
      content.putAll(compile());
      content.keySet().removeAll(leftOut);
      Manifest described = new Manifest();
      described.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.forEach(described.getMainAttributes()::putValue);
      try (var out = new JarOutputStream(Files.newOutputStream(jar), described)) {
        for (var entry : content.entrySet()) {
          out.putNextEntry(new JarEntry(entry.getKey()));
          out.write(entry.getValue());
          out.closeEntry();
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> compile() throws IOException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    Path output = Files.createTempDirectory("test-plugin");
    var messages = new StringWriter();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((className, source) -> units.add(new Source(className, source)));
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", classPath(), "-proc:none", "-nowarn", "-Xlint:none");
    if (!compiler.getTask(messages, null, null, options, null, units).call()) {
      throw new IllegalArgumentException(messages.toString());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> written = Files.walk(output)) {
      for (Path file : written.filter(Files::isRegularFile).sorted().toList()) {
        String name = output.relativize(file).toString().replace(File.separatorChar, '/');
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private String classPath() {
    Stream<Path> host =
        Stream.of(
                Integration.class, JsonNode.class, JsonParser.class, NullMarked.class, Logger.class)
            .map(TestPlugin::placeOf);
    return Stream.concat(host, libraries.stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
