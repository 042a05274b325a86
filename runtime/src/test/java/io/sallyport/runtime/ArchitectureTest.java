// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.sallyport.plugin.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The house as docs/architecture.md draws it: which package may know which, and who alone may use a
 * library.
 */
class ArchitectureTest {

  private static final String ROOT = "io.sallyport.runtime";

  /** Each package with those that it may use. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("tree", Set.of()),
          Map.entry("access", Set.of()),
          Map.entry("failure", Set.of()),
          Map.entry("egress", Set.of("failure")),
          Map.entry("yaml", Set.of("tree")),
          Map.entry("schema", Set.of("tree")),
          Map.entry("settings", Set.of("tree")),
          Map.entry("plugin", Set.of("schema")),
          Map.entry("secret", Set.of("failure", "plugin", "schema")),
          Map.entry("audit", Set.of("failure", "secret")),
          Map.entry("logging", Set.of("secret")),
          Map.entry(
              "connection",
              Set.of(
                  "access",
                  "egress",
                  "failure",
                  "health",
                  "mail",
                  "plugin",
                  "schema",
                  "secret",
                  "settings",
                  "store",
                  "tree",
                  "yaml")),
          Map.entry(
              "command",
              Set.of(
                  "access",
                  "audit",
                  "connection",
                  "egress",
                  "failure",
                  "plugin",
                  "schema",
                  "secret",
                  "tree")),
          Map.entry("health", Set.of()),
          Map.entry("store", Set.of("health")),
          Map.entry("mail", Set.of()),
          Map.entry("schedule", Set.of()),
          Map.entry("alert", Set.of("health", "mail", "store")),
          Map.entry(
              "check",
              Set.of(
                  "access",
                  "alert",
                  "command",
                  "connection",
                  "failure",
                  "health",
                  "mail",
                  "plugin",
                  "schedule",
                  "store",
                  "tree")),
          Map.entry("server", Set.of()),
          Map.entry("render", Set.of("command", "plugin", "schema")),
          Map.entry(
              "cli",
              Set.of(
                  "access",
                  "check",
                  "command",
                  "connection",
                  "failure",
                  "health",
                  "logging",
                  "mail",
                  "plugin",
                  "render",
                  "schema",
                  "secret",
                  "server",
                  "store",
                  "tree")));

  /** Library packages with the only packages that may use them. */
  private static final Map<String, List<String>> ONLY_PLACE =
      Map.ofEntries(
          Map.entry("org.snakeyaml..", List.of("yaml")),
          Map.entry("io.vertx..", List.of("egress")),
          Map.entry("io.netty..", List.of("egress")),
          Map.entry("picocli..", List.of("cli")),
          Map.entry("ch.qos.logback..", List.of("logging")),
          Map.entry("org.quartz..", List.of("schedule")),
          Map.entry("jakarta.mail..", List.of("mail")),
          Map.entry("org.eclipse.angus..", List.of("mail")),
          Map.entry("java.sql..", List.of("store")),
          Map.entry("org.jdbi..", List.of("store")),
          Map.entry("org.flywaydb..", List.of("store")),
          Map.entry("com.zaxxer..", List.of("store")),
          Map.entry("java.lang.reflect..", List.of("schema", "plugin")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageIsDrawn() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @TestFactory
  List<DynamicTest> eachPackageKnowsOnlyThoseThatItMay() {
    List<DynamicTest> tests = new ArrayList<>();
    ARROWS.forEach(
        (name, allowed) ->
            tests.add(
                DynamicTest.dynamicTest(
                    name + " knows only " + new TreeSet<>(allowed),
                    () -> {
                      List<String> forbidden =
                          ARROWS.keySet().stream()
                              .filter(other -> !other.equals(name) && !allowed.contains(other))
                              .map(ArchitectureTest::inside)
                              .toList();
                      noClasses()
                          .that()
                          .resideInAPackage(inside(name))
                          .should()
                          .dependOnClassesThat()
                          .resideInAnyPackage(forbidden.toArray(String[]::new))
                          .check(CLASSES);
                    })));
    return tests;
  }

  @TestFactory
  List<DynamicTest> eachLibraryHasItsOnlyPlace() {
    List<DynamicTest> tests = new ArrayList<>();
    ONLY_PLACE.forEach(
        (library, places) ->
            tests.add(
                DynamicTest.dynamicTest(
                    library + " only in " + places,
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                places.stream()
                                    .map(ArchitectureTest::inside)
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(library)
                            .check(CLASSES))));
    return tests;
  }

  /** So that the table of errors is whole. */
  @Test
  void onlyTheCatalogueMakesFailures() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("failure"))
        .should()
        .callMethod(CommandException.class, "of", int.class, String.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsTheCompositionRoot() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ARROWS.keySet().stream()
                .filter(name -> !name.equals("cli"))
                .map(ArchitectureTest::inside)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void nobodyFindsPluginsBehindTheLoadersBack() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class).check(CLASSES);
  }

  @Test
  void standardStreamsAreTheCommandLinesAndThePluginOutputs() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("cli"), inside("plugin"))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  private static String inside(String name) {
    return ROOT + "." + name + "..";
  }
}
