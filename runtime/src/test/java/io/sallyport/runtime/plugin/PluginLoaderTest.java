// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.ApiVersion;
import io.sallyport.plugin.Integration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on disk, and what is refused before a class is loaded. */
class PluginLoaderTest {

  @TempDir Path plugins;
  private PluginCatalog catalog = new PluginLoader(List.of()).load();

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  private PluginReport load(String name) {
    catalog = new PluginLoader(List.of(plugins)).load();
    return catalog.plugins().stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void loadsASingleJarAndAFolderOfJarsInTheOrderOfTheirNames() {
    TestPlugin.good("one").writeTo(plugins.resolve("zebra.jar"));
    TestPlugin.good("two")
        .manifest("Implementation-Version", "1.2.3")
        .writeTo(plugins.resolve("ant/main.jar"));
    new TestPlugin()
        .source("com.example.lib.Library", "package com.example.lib; public class Library {}")
        .manifest("Implementation-Version", "9")
        .writeTo(plugins.resolve("ant/library.jar"));

    PluginReport ant = load("ant");

    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.plugins()).extracting(PluginReport::name).containsExactly("ant", "zebra");
    assertThat(catalog.integrations())
        .extracting(found -> found.info().id())
        .containsExactly("one", "two");
    assertThat(catalog.find("two"))
        .get()
        .extracting(LoadedIntegration::pluginName)
        .isEqualTo("ant");
    assertThat(catalog.find("TWO")).isEmpty();
    assertThat(ant.path()).isEqualTo(plugins.resolve("ant"));
    assertThat(ant.version()).isEqualTo("1.2.3");
    assertThat(ant.integrations()).containsExactly("two");
    assertThat(ant.notes()).isEmpty();
    assertThat(catalog.plugins().get(1).version()).isEqualTo("unknown");
  }

  @Test
  void aMissingFolderHoldsNoPluginAndIsNoError() {
    catalog = new PluginLoader(List.of(plugins.resolve("nowhere"))).load();

    assertThat(catalog.plugins()).isEmpty();
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsAProblemThatNamesIt() throws IOException {
    Path file = Files.writeString(plugins.resolve("plugins.txt"), "");
    catalog = new PluginLoader(List.of(file)).load();

    assertThat(catalog.problems()).singleElement().asString().contains(file + " is not a folder");
  }

  @Test
  void ignoresHiddenEntriesAndOtherFiles() throws IOException {
    TestPlugin.good("hidden").writeTo(plugins.resolve(".hidden.jar"));
    TestPlugin.good("hidden-too").writeTo(plugins.resolve(".old/plugin.jar"));
    TestPlugin.good("good").writeTo(plugins.resolve("good/good.jar"));
    Files.writeString(plugins.resolve("good/._good.jar"), "left by another system");
    Files.writeString(plugins.resolve("README.txt"), "read me");

    load("good");

    assertThat(catalog.plugins()).extracting(PluginReport::name).containsExactly("good");
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void aFolderThatIsNamedTwiceIsLoadedOnce() throws IOException {
    TestPlugin.good("good").writeTo(plugins.resolve("real/good.jar"));
    Path link = Files.createSymbolicLink(plugins.resolve("link"), plugins.resolve("real"));
    catalog = new PluginLoader(List.of(plugins.resolve("real"), link)).load();

    assertThat(catalog.plugins()).hasSize(1);
    assertThat(catalog.problems()).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsAProblem() throws IOException {
    Path link = Files.createSymbolicLink(plugins.resolve("acme"), plugins.resolve("gone"));
    catalog = new PluginLoader(List.of(plugins)).load();

    assertThat(catalog.problems()).singleElement().asString().startsWith(link.toString());
  }

  @Test
  void anEmptyFolderIsAProblem() throws IOException {
    Files.createDirectory(plugins.resolve("empty"));

    assertThat(load("empty").problems())
        .containsExactly("The folder holds no jar; put the plugin's jars into it, or remove it.");
  }

  @Test
  void aJarThatIsNoJarRefusesItsPluginOnly() throws IOException {
    TestPlugin.good("half").writeTo(plugins.resolve("half/a.jar"));
    Files.writeString(plugins.resolve("half/library.jar"), "<html>404 Not Found</html>");
    TestPlugin.good("good").writeTo(plugins.resolve("good.jar"));

    assertThat(load("half").problems())
        .singleElement()
        .asString()
        .startsWith("library.jar cannot be read as a jar (");
    assertThat(catalog.find("half")).isEmpty();
    assertThat(catalog.find("good")).isPresent();
    assertThat(catalog.problems())
        .singleElement()
        .asString()
        .startsWith("plugin half (" + plugins.resolve("half") + "): library.jar");
  }

  @Test
  void aJarWithoutServicesFileHoldsNoIntegration() {
    new TestPlugin().file("readme.txt", "a library").writeTo(plugins.resolve("library.jar"));

    assertThat(load("library").problems())
        .containsExactly(
            "The plugin holds no integration: META-INF/services/io.sallyport.plugin.Integration is missing in its jar.");
  }

  @Test
  void anotherApiVersionIsRefusedNamingBothBeforeAClassIsLoaded() {
    System.clearProperty("hostile.initialised");
    TestPlugin.withIntegration(
            "Hostile",
            "hostile",
            Map.of("members", "static { System.setProperty(\"hostile.initialised\", \"yes\"); }"))
        .manifest(ApiVersion.MANIFEST_ATTRIBUTE, "7")
        .writeTo(plugins.resolve("future.jar"));

    assertThat(load("future").problems())
        .containsExactly(
            "future.jar was built for version 7 of the plugin API, and this release speaks version 1; install a build of the plugin for version 1.");
    assertThat(catalog.integrations()).isEmpty();
    assertThat(System.getProperty("hostile.initialised")).isNull();
  }

  @Test
  void aMalformedApiVersionIsRefused() {
    TestPlugin.good("good")
        .manifest(ApiVersion.MANIFEST_ATTRIBUTE, "1.x")
        .writeTo(plugins.resolve("odd.jar"));

    assertThat(load("odd").problems())
        .containsExactly(
            "The manifest of odd.jar has Sallyport-Api-Version: 1.x, which is not a whole number; install a build of the plugin for version 1.");
    assertThat(catalog.integrations()).isEmpty();
  }

  @Test
  void aJarThatNamesNoApiVersionIsAcceptedWithANote() {
    TestPlugin.good("good")
        .withoutManifestEntry(ApiVersion.MANIFEST_ATTRIBUTE)
        .writeTo(plugins.resolve("old.jar"));

    assertThat(load("old").notes())
        .containsExactly(
            "old.jar does not say for which version of the plugin API it was built (Sallyport-Api-Version is missing in its manifest), so it was taken as it is.");
    assertThat(catalog.find("good")).isPresent();
  }

  @Test
  void copiesOfWhatTheHostSharesAreNotedAndNotUsed() {
    TestPlugin.good("good")
        .file("com/fasterxml/jackson/databind/JsonNode.class", "not even a class")
        .file("com/fasterxml/jackson/databind/node/ObjectNode.class", "not even a class")
        .file("com/fasterxml/jackson/datatype/jsr310/JavaTimeModule.class", "the plugin's own")
        .file("io/sallyport/plugin/Integration.class", "not even a class")
        .writeTo(plugins.resolve("fat.jar"));

    assertThat(load("fat").notes())
        .containsExactly(
            "The plugin carries its own copy of com.fasterxml.jackson.databind, which is not used.",
            "The plugin carries its own copy of io.sallyport.plugin, which is not used.");
    assertThat(catalog.find("good")).isPresent();
  }

  @Test
  void aMalformedLineIsReportedWithItsNumberAndTheOthersStillLoad() {
    TestPlugin.good("good")
        .service(
            Integration.class,
            "\uFEFF# our integrations",
            "",
            "com.example.plugin.Good  # the good one",
            "com.example.plugin.Good, com.example.plugin.Better",
            "com.example.plugin.Good")
        .writeTo(plugins.resolve("lines.jar"));

    assertThat(load("lines").problems())
        .containsExactly(
            "lines.jar!/META-INF/services/io.sallyport.plugin.Integration, line 4: \"com.example.plugin.Good, com.example.plugin.Better\" is not the name of a class; write one name a line.");
    assertThat(catalog.find("good")).isPresent();
  }

  @Test
  void aServicesFileWithoutAClassIsAProblem() {
    TestPlugin.good("good")
        .service(Integration.class, "# nothing yet", "")
        .writeTo(plugins.resolve("nothing.jar"));

    assertThat(load("nothing").problems())
        .singleElement()
        .asString()
        .contains("io.sallyport.plugin.Integration names no class");
  }

  @Test
  void twoPluginsWithOneIdAreBothRefusedEachNamingTheOther() {
    TestPlugin.good("same").writeTo(plugins.resolve("first.jar"));
    TestPlugin.withIntegration("Other", "same", Map.of()).writeTo(plugins.resolve("second/x.jar"));
    TestPlugin.good("good").writeTo(plugins.resolve("third.jar"));

    assertThat(load("first").problems())
        .containsExactly(
            "The integration same is also provided by com.example.plugin.Other of plugin second ("
                + plugins.resolve("second")
                + "), so none can be used; remove all but one of them.");
    assertThat(load("second").problems())
        .singleElement()
        .asString()
        .contains("com.example.plugin.Good of plugin first (" + plugins.resolve("first.jar") + ")");
    assertThat(load("first").integrations()).isEmpty();
    assertThat(catalog.integrations())
        .extracting(found -> found.info().id())
        .containsExactly("good");
  }
}
