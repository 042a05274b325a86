// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.Integration;
import io.sallyport.plugin.secret.SecretProvider;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test puts one hostile class beside a good one: the good one always loads. */
class HostilePluginTest {

  private static final String PLACE =
      " (hostile.jar!/META-INF/services/io.sallyport.plugin.Integration, line 1) ";

  @TempDir Path plugins;
  private PluginCatalog catalog = new PluginLoader(List.of()).load();

  @BeforeEach
  void putAGoodPluginBeside() {
    TestPlugin.good("neighbour").writeTo(plugins.resolve("neighbour.jar"));
  }

  @AfterEach
  void theGoodOnesLoaded() {
    assertThat(catalog.find("good")).isPresent();
    assertThat(catalog.find("neighbour")).isPresent();
    catalog.close();
  }

  /** The class {@code com.example.plugin.Hostile}, named before a good one in the same jar. */
  private static TestPlugin hostile(String source) {
    return TestPlugin.good("good")
        .source("com.example.plugin.Hostile", source)
        .service(Integration.class, "com.example.plugin.Hostile", "com.example.plugin.Good");
  }

  private static TestPlugin hostile(Map<String, String> bodies) {
    return hostile(TestPlugin.integration("Hostile", "hostile", bodies));
  }

  private PluginReport load(TestPlugin plugin) {
    plugin.writeTo(plugins.resolve("hostile.jar"));
    return loadAgain();
  }

  private PluginReport loadAgain() {
    catalog.close();
    catalog = new PluginLoader(List.of(plugins)).load();
    return catalog.plugins().get(0);
  }

  private String problemOf(TestPlugin plugin) {
    List<String> problems = load(plugin).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void aClassThatIsMissing() {
    assertThat(problemOf(hostile(Map.of()).leavingOut("com.example.plugin.Hostile")))
        .isEqualTo(
            "The class com.example.plugin.Hostile"
                + PLACE
                + "is not in the plugin's jars; correct the name, or add the jar that holds the class.");
  }

  @Test
  void aClassInAPackageThatTheHostShares() {
    assertThat(
            problemOf(
                TestPlugin.good("good")
                    .service(
                        Integration.class,
                        "io.sallyport.plugin.acme.X",
                        "com.example.plugin.Good")))
        .contains("is in a package that always comes from Sallyport");
  }

  @Test
  void aClassThatNeedsAClassThatIsMissing() {
    assertThat(
            problemOf(
                hostile(Map.of("constructor", "new com.example.lib.Gone();"))
                    .source("com.example.lib.Gone", "package com.example.lib; public class Gone {}")
                    .leavingOut("com.example.lib.Gone")))
        .endsWith(
            "cannot be made: its constructor needs the class com.example.lib.Gone, which is not in the plugin's jars; add the jar that holds it.");
  }

  @Test
  void aClassWhoseSuperclassIsMissing() {
    assertThat(
            problemOf(
                hostile(
                        TestPlugin.integration("Hostile", "hostile", Map.of())
                            .replace(
                                "Hostile implements",
                                "Hostile extends com.example.lib.Gone implements"))
                    .source("com.example.lib.Gone", "package com.example.lib; public class Gone {}")
                    .leavingOut("com.example.lib.Gone")))
        .contains(PLACE + "needs the class com.example.lib.Gone, which is not in");
  }

  @Test
  void aStaticInitialiserThatFails() {
    assertThat(
            problemOf(hostile(Map.of("members", "static final int N = Integer.parseInt(\"x\");"))))
        .contains(
            PLACE
                + "cannot be initialised: a static initialiser threw java.lang.NumberFormatException: For input string: \"x\".");
  }

  @Test
  void aClassWithoutPublicConstructor() {
    assertThat(
            problemOf(
                hostile(
                    TestPlugin.integration("Hostile", "hostile", Map.of())
                        .replace("public Hostile()", "Hostile()"))))
        .contains("has no public constructor without parameters");
  }

  @Test
  void aClassThatIsNotPublic() {
    assertThat(
            problemOf(
                hostile(
                    TestPlugin.integration("Hostile", "hostile", Map.of())
                        .replace("public class Hostile", "class Hostile"))))
        .contains("is not public");
  }

  @Test
  void aClassThatIsAbstract() {
    assertThat(
            problemOf(
                hostile(
                    TestPlugin.integration("Hostile", "hostile", Map.of())
                        .replace("public class Hostile", "public abstract class Hostile"))))
        .contains("is abstract");
  }

  @Test
  void aClassOfAnotherType() {
    assertThat(problemOf(hostile("package com.example.plugin; public class Hostile {}")))
        .contains("does not implement io.sallyport.plugin.Integration");
  }

  @Test
  void aClassThatIsNotThePluginsOwn() {
    assertThat(
            problemOf(
                TestPlugin.good("good")
                    .service(Integration.class, "java.lang.String", "com.example.plugin.Good")))
        .contains("The class java.lang.String")
        .contains("is not the plugin's own");
  }

  @Test
  void aConstructorThatThrows() {
    assertThat(
            problemOf(
                hostile(Map.of("constructor", "throw new IllegalStateException(\"no\\nluck\");"))))
        .endsWith(
            "cannot be made: its constructor threw java.lang.IllegalStateException: no luck.");
  }

  @Test
  void aConstructorWhoseExceptionCannotTellWhatIsWrong() {
    assertThat(
            problemOf(
                hostile(
                    Map.of(
                        "constructor",
                        "throw new RuntimeException() { public String getMessage() { throw this; } };"))))
        .endsWith("its constructor threw com.example.plugin.Hostile$1.");
  }

  @Test
  void aClassThatWasBuiltForANewerJava() throws IOException {
    Path jar = hostile(Map.of()).writeTo(plugins.resolve("hostile.jar"));
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path file = zip.getPath("com/example/plugin/Hostile.class");
      byte[] bytes = Files.readAllBytes(file);
      bytes[6] = 0;
      bytes[7] = 99;
      Files.write(file, bytes);
    }
    int running = Runtime.version().feature();

    assertThat(loadAgain().problems())
        .singleElement()
        .asString()
        .endsWith(
            PLACE
                + "was built for Java 55, and this is Java "
                + running
                + "; run Sallyport with Java 55 or newer, or install a build of the plugin for Java "
                + running
                + ".");
  }

  @Test
  void aClassFileThatIsNone() {
    assertThat(
            problemOf(
                hostile("package com.example.plugin; public class Hostile {}")
                    .leavingOut("com.example.plugin.Hostile")
                    .service(
                        Integration.class, "com.example.plugin.Broken", "com.example.plugin.Good")
                    .file("com/example/plugin/Broken.class", "<html>")))
        .contains("does not fit the classes that it runs with (java.lang.ClassFormatError");
  }

  @Test
  void anInfoThatThrows() {
    assertThat(problemOf(hostile(Map.of("info", "throw new StackOverflowError();"))))
        .isEqualTo("com.example.plugin.Hostile.info() threw java.lang.StackOverflowError.");
  }

  @Test
  void anInfoThatIsNull() {
    assertThat(problemOf(hostile(Map.of("info", "return null;"))))
        .startsWith("com.example.plugin.Hostile.info() returned null");
  }

  @Test
  void anIdOfAnotherForm() {
    assertThat(
            problemOf(hostile(Map.of("info", "return IntegrationInfo.of(\"Not An Id\", \"x\");"))))
        .contains("The id \"Not An Id\" must be lower-case words");
  }

  @Test
  void commandsThatAreNullOrHoldNull() {
    assertThat(problemOf(hostile(Map.of("commands", "return null;"))))
        .startsWith("com.example.plugin.Hostile.commands() returned null");
    assertThat(
            problemOf(
                hostile(
                    Map.of(
                        "commands", "return Collections.singletonList((Command<Live, ?>) null);"))))
        .isEqualTo("The integration hostile: the command at position 1 is null.");
  }

  @Test
  void everythingThatIsWrongWithTheCommandsAtOnce() {
    String body = "(session, run) -> CommandResult.builder().build()";
    PluginReport report =
        load(
            hostile(
                Map.of(
                    "commands",
                    "return List.of("
                        + ("Command.of(Effect.READ, \"Get It\", \"Gets it.\", " + body + "),")
                        + ("Command.of(Effect.READ, \"get-it\", \" \", " + body + "),")
                        + ("Command.of(Effect.READ, \"test_connection\", \"Tests.\", "
                            + body
                            + "),")
                        + ("Command.of(Effect.READ, \"?!\", \"Wonders.\", " + body + "),")
                        + "Command.of(Effect.WRITE, \"Stop\", \"Stops.\", Stop.class,"
                        + " (input, session, run) -> CommandResult.builder().build()));",
                    "members",
                    """
                    public record Stop(
                        @Param(name = "Thread", description = "What is stopped.") Thread thread) {}
                    """)));

    assertThat(report.problems())
        .hasSize(5)
        .contains(
            "The integration hostile: the command names \"Get It\" and \"get-it\" have the same letters and digits.",
            "The integration hostile, command \"get-it\": the description is empty.",
            "The integration hostile: the command name \"test_connection\" is reserved; its work belongs into test() of the session.",
            "The integration hostile: the name of a command, \"?!\", has no letter or digit.")
        .anyMatch(
            problem ->
                problem.startsWith("The integration hostile, command \"Stop\": ")
                    && problem.toLowerCase(Locale.ROOT).contains("thread"));
    assertThat(report.integrations()).containsExactly("good");
  }

  @Test
  void aConnectionWithAComponentThatCannotBeFilledIn() {
    String source =
        TestPlugin.integration("Hostile", "hostile", Map.of())
            .replace(
                "record Settings()",
                "record Settings(@Param(name = \"Thread\", description = \"A thread.\") Thread thread)");

    assertThat(problemOf(hostile(source))).startsWith("The integration hostile, connection: ");
  }

  @Test
  void aConnectionWithAComponentWhoseTypeIsMissing() {
    String source =
        TestPlugin.integration("Hostile", "hostile", Map.of())
            .replace(
                "record Settings()",
                "record Settings(@Param(name = \"Gone\", description = \"Gone.\") com.example.lib.Gone gone)");

    assertThat(
            problemOf(
                hostile(source)
                    .source("com.example.lib.Gone", "package com.example.lib; public class Gone {}")
                    .leavingOut("com.example.lib.Gone")))
        .startsWith("The integration hostile, connection: ")
        .contains("needs the class com.example.lib.Gone");
  }

  @Test
  void aConnectionThatIsNoRecord() {
    String source =
        TestPlugin.integration("Hostile", "hostile", Map.of())
            .replace("return Settings.class", "return (Class) String.class");

    assertThat(problemOf(hostile(source)))
        .startsWith("The integration hostile, connection: java.lang.String is not a record");
  }

  @Test
  void aPermissionOfACommandThatDoesNotExistIsANote() {
    PluginReport report =
        load(
            hostile(
                Map.of(
                    "info",
                    """
                    return IntegrationInfo.of("hostile", "x")
                        .withPermission("*", "An account.")
                        .withPermission("test connection", "Nothing.")
                        .withPermission("Get Everything", "All.");
                    """)));

    assertThat(report.problems()).isEmpty();
    assertThat(report.notes())
        .containsExactly(
            "The integration hostile tells what permission the command \"Get Everything\" needs, but has no such command.");
  }

  @Test
  void aSecretProviderWithAReservedOrMalformedNameAndOneThatIsNull() {
    TestPlugin plugin = TestPlugin.good("good");
    StringBuilder lines = new StringBuilder();
    Map.of("A", "\"env\"", "B", "\"Bad Name\"", "C", "null", "D", "\"fine\"")
        .forEach(
            (name, value) -> {
              plugin.source("com.example.plugin." + name, secretProvider(name, value));
              lines.append("com.example.plugin.").append(name).append('\n');
            });

    PluginReport report = load(plugin.service(SecretProvider.class, lines.toString()));

    assertThat(report.problems())
        .containsExactlyInAnyOrder(
            "The secret provider env has a name that Sallyport keeps for itself; ask the author for another.",
            "The secret provider Bad Name: the name must be lower-case letters, digits and hyphens.",
            "com.example.plugin.C.name() returned null; ask the plugin's author for a correct build.");
    assertThat(report.secretProviders()).containsExactly("fine");
    assertThat(catalog.secretProviders())
        .extracting(LoadedSecretProvider::name)
        .containsExactly("fine");
  }

  @Test
  void twoSecretProvidersOfOneNameAreBothRefused() {
    TestPlugin plugin = TestPlugin.good("good");
    for (String name : List.of("A", "B")) {
      plugin.source("com.example.plugin." + name, secretProvider(name, "\"same\""));
    }

    PluginReport report =
        load(plugin.service(SecretProvider.class, "com.example.plugin.A", "com.example.plugin.B"));

    assertThat(report.problems())
        .hasSize(2)
        .allMatch(
            problem -> problem.startsWith("The secret provider same is also provided by com"));
    assertThat(catalog.secretProviders()).isEmpty();
  }

  @Test
  void runningOutOfMemoryIsNotThePluginsProblem() {
    load(hostile(Map.of()));
    TestPlugin.withIntegration(
            "Hungry", "hungry", Map.of("constructor", "throw new OutOfMemoryError(\"heap\");"))
        .writeTo(plugins.resolve("hungry.jar"));

    assertThatThrownBy(() -> new PluginLoader(List.of(plugins)).load())
        .isInstanceOf(OutOfMemoryError.class);
  }

  private static String secretProvider(String name, String value) {
    return """
        package com.example.plugin;

        import io.sallyport.plugin.Host;
        import io.sallyport.plugin.secret.*;
        import java.util.Optional;

        public class $Name implements SecretProvider<$Name.Settings> {
          public record Settings() {}

          @Override public String name() { return $value; }
          @Override public Class<Settings> settingsType() { return Settings.class; }
          @Override public Vault open(Settings settings, Host host) { return key -> Optional.empty(); }
        }
        """
        .replace("$Name", name)
        .replace("$value", value);
  }
}
