// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.NoInput;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin sees of the host, of other plugins, and of the disk. */
class PluginIsolationTest {

  private static final String LIBRARY = "com.example.lib.Library";

  @TempDir Path plugins;
  private PluginCatalog catalog = new PluginLoader(List.of()).load();

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  /** A plugin whose one command tells what the expression gives. */
  private static TestPlugin telling(String id, String expression) {
    return TestPlugin.withIntegration(
        "Good",
        id,
        Map.of(
            "commands",
            """
            return List.of(Command.of(Effect.READ, "Tell", "Tells.", (session, run) ->
                CommandResult.builder().keyField("Told", String.valueOf(tell())).build()));
            """,
            "members",
            "static Object tell() throws Exception { " + expression + " }"));
  }

  /** A library that knows its version. */
  private static TestPlugin library(String version) {
    return new TestPlugin()
        .source(
            LIBRARY,
            """
            package com.example.lib;

            public class Library {
              public static String version() { return "%s"; }
            }
            """
                .formatted(version));
  }

  private void load() {
    catalog = new PluginLoader(List.of(plugins)).load();
    assertThat(catalog.problems()).isEmpty();
  }

  private String told(String id) throws Exception {
    LoadedIntegration integration = catalog.find(id).orElseThrow();
    LoadedSession session =
        integration.connect(Records.empty(integration, "Settings"), new TestHost());
    CommandResult result =
        integration
            .findCommand("tell")
            .orElseThrow()
            .start(new NoInput(), session, new TestInvocation())
            .toCompletableFuture()
            .get();
    return result.keyFields().get("Told").asText();
  }

  @Test
  void twoPluginsEachSeeTheirOwnVersionOfALibrary() throws Exception {
    for (String version : List.of("1.0", "2.0")) {
      String name = "user-of-" + version.charAt(0);
      Path library = library(version).writeTo(plugins.resolve(name + "/library.jar"));
      telling(name, "return com.example.lib.Library.version();")
          .compiledWith(library)
          .writeTo(plugins.resolve(name + "/main.jar"));
    }

    load();

    assertThat(told("user-of-1")).isEqualTo("1.0");
    assertThat(told("user-of-2")).isEqualTo("2.0");
  }

  @Test
  void theHostsOwnClassesAndLibrariesAreNotVisible() throws Exception {
    telling(
            "spy",
            """
            List<String> seen = new ArrayList<>();
            for (String name : List.of(
                "io.sallyport.runtime.plugin.PluginLoader", "ch.qos.logback.classic.Logger",
                "io.vertx.core.Vertx", "org.junit.jupiter.api.Test",
                "io.sallyport.plugin.Integration", "org.slf4j.Logger", "java.sql.Driver")) {
              try { Class.forName(name); seen.add(name); } catch (ClassNotFoundException e) { }
            }
            return seen;
            """)
        .writeTo(plugins.resolve("spy.jar"));

    load();

    assertThat(told("spy"))
        .isEqualTo("[io.sallyport.plugin.Integration, org.slf4j.Logger, java.sql.Driver]");
  }

  @Test
  void resourcesFollowTheSameRuleAsClasses() throws Exception {
    telling(
            "reader",
            """
            ClassLoader loader = Good.class.getClassLoader();
            List<String> seen = new ArrayList<>();
            for (String name : List.of(
                "io/sallyport/runtime/plugin/PluginLoader.class",
                "io/sallyport/plugin/Integration.class",
                "com/example/data #1!/é.txt",
                "META-INF/services/io.sallyport.plugin.Integration")) {
              List<java.net.URL> urls = Collections.list(loader.getResources(name));
              String text = "";
              if (name.endsWith(".txt")) {
                try (var in = loader.getResourceAsStream(name)) { text = new String(in.readAllBytes()); }
              }
              seen.add(urls.size() + text);
            }
            return seen;
            """)
        .file("com/example/data #1!/é.txt", "data")
        .file("io/sallyport/plugin/Integration.class", "a copy")
        .file("io/sallyport/runtime/plugin/other.txt", "not shared, and not ours")
        .writeTo(plugins.resolve("read er!/reader.jar"));

    load();

    assertThat(told("reader")).isEqualTo("[0, 1, 1data, 1]");
  }

  @Test
  void theManifestsClassPathIsNotFollowed(@TempDir Path elsewhere) throws Exception {
    Path library = library("1.0").writeTo(elsewhere.resolve("library.jar"));
    telling(
            "lured",
            "try { return com.example.lib.Library.version(); }"
                + " catch (NoClassDefFoundError e) { return \"not found\"; }")
        .compiledWith(library)
        .manifest("Class-Path", library.toUri() + " lured.jar")
        .writeTo(plugins.resolve("lured.jar"));

    load();

    assertThat(told("lured")).isEqualTo("not found");
    assertThat(catalog.plugins().get(0).notes())
        .containsExactly(
            "The manifest of lured.jar names jars outside the plugin (Class-Path: "
                + library.toUri()
                + "), which are not used.");
  }

  @Test
  void librariesThatAskTheThreadFindThePluginsOwnServices() throws Exception {
    new TestPlugin()
        .service(Integration.class, "com.example.plugin.Good")
        .source(
            "com.example.plugin.Good",
            TestPlugin.integration(
                "Good",
                "searcher",
                Map.of(
                    "connect",
                    "connected = ServiceLoader.load(java.util.function.Supplier.class)"
                        + ".findFirst().isPresent(); return new Live();",
                    "commands",
                    """
                    return List.of(Command.of(Effect.READ, "Tell", "Tells.", (session, run) ->
                        CommandResult.builder().keyField("Told", tell()).build()));
                    """,
                    "members",
                    """
                    static boolean connected;
                    static String tell() {
                      List<String> found = new ArrayList<>();
                      for (var provider : ServiceLoader.load(java.util.function.Supplier.class)) {
                        found.add(provider.getClass().getSimpleName());
                      }
                      return found + " " + connected;
                    }
                    """)))
        .source(
            "com.example.plugin.Own",
            """
            package com.example.plugin;

            public class Own implements java.util.function.Supplier<String> {
              @Override public String get() { return "own"; }
            }
            """)
        .file("META-INF/services/java.util.function.Supplier", "com.example.plugin.Own")
        .writeTo(plugins.resolve("searcher.jar"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    load();

    assertThat(told("searcher")).isEqualTo("[Own] true");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aVaultIsOpenedAskedAndClosedWithThePluginsContextClassLoader() throws Exception {
    new TestPlugin()
        .service(SecretProvider.class, "com.example.plugin.Safe")
        .source(
            "com.example.plugin.Safe",
            """
            package com.example.plugin;

            import io.sallyport.plugin.Host;
            import io.sallyport.plugin.secret.*;
            import java.util.*;

            public class Safe implements SecretProvider<Safe.Settings> {
              public record Settings() {}

              static String context() {
                return Thread.currentThread().getContextClassLoader().getName();
              }

              @Override public String name() { return "safe"; }
              @Override public Class<Settings> settingsType() { return Settings.class; }

              @Override public Vault open(Settings settings, Host host) {
                String opened = context();
                return new Vault() {
                  @Override public Optional<String> find(String key) {
                    return Optional.of(opened + " " + context());
                  }
                  @Override public void close() { throw new RuntimeException(context()); }
                };
              }
            }
            """)
        .writeTo(plugins.resolve("corp.jar"));

    load();

    LoadedSecretProvider provider = catalog.secretProviders().get(0);
    Vault vault = provider.open(Records.empty(provider.origin(), "Settings"), new TestHost());
    assertThat(vault.find("key")).contains("corp corp");
    assertThatThrownBy(vault::close).isInstanceOf(RuntimeException.class).hasMessage("corp");
  }

  @Test
  void aLibraryCanAskItsPackageForItsVersionAndTracesNameThePlugin() throws Exception {
    telling(
            "asker",
            "return Good.class.getPackage().getImplementationVersion() + \" \""
                + " + new Exception().getStackTrace()[0].getClassLoaderName();")
        .manifest("Implementation-Version", "3.1")
        .writeTo(plugins.resolve("asker.jar"));

    load();

    assertThat(told("asker")).isEqualTo("3.1 asker");
  }

  @Test
  void aMultiReleaseJarGivesTheClassesForTheRunningJava() throws Exception {
    telling(
            "modern",
            "try (var in = Good.class.getResourceAsStream(\"/release.txt\"))"
                + " { return new String(in.readAllBytes()); }")
        .manifest("Multi-Release", "true")
        .file("release.txt", "8")
        .file("META-INF/versions/17/release.txt", "17")
        .writeTo(plugins.resolve("modern.jar"));

    load();

    assertThat(told("modern")).isEqualTo("17");
  }
}
