// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.NoInput;
import io.sallyport.plugin.Session;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the host calls what it has loaded. */
class LoadedIntegrationTest {

  record Settings() {}

  static final class Live implements Session {
    int closed;

    @Override
    public void test(Invocation run) throws CommandException {
      run.log("tested");
    }

    @Override
    public void close() {
      closed++;
      throw new IllegalStateException("cannot let go");
    }
  }

  /** Gives the session it was made with, which may be null. */
  static final class Example implements Integration<Settings, Live> {
    private final String id;
    private final @Nullable Live live;

    Example(String id, @Nullable Live live) {
      this.id = id;
      this.live = live;
    }

    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of(id, "Example");
    }

    @Override
    public Class<Settings> connectionType() {
      return Settings.class;
    }

    @Override
    @SuppressWarnings("NullAway") // a plugin's code may do what its types forbid
    public Live connect(Settings connection, Host host) {
      return live;
    }

    @Override
    @SuppressWarnings("NullAway")
    public List<Command<Live, ?>> commands() {
      return List.of(
          Command.<Live>of(
                  Effect.WRITE,
                  "Say Hello",
                  "Says hello.",
                  (session, run) -> CommandResult.builder().keyField("Said", "hello").build())
              .withKeyField("Said", "What was said."),
          Command.<Live>of(Effect.READ, "Say Nothing", "Is mute.", (session, run) -> null),
          Command.async(
              Effect.READ,
              "Give No Stage",
              "Forgets to.",
              NoInput.class,
              (NoInput input, Live session, Invocation run) -> null),
          Command.async(
              Effect.READ,
              "Fail Later",
              "Fails.",
              NoInput.class,
              (NoInput input, Live session, Invocation run) ->
                  CompletableFuture.failedFuture(CommandException.of(404, "Gone"))));
    }
  }

  private final Live live = new Live();
  private final LoadedIntegration integration = load(new Example("example", live));
  private final LoadedSession session = integration.connect(new Settings(), new TestHost());

  private static LoadedIntegration load(Example example) {
    return PluginCatalog.ofClasspath(example).integrations().get(0);
  }

  private CompletionStage<CommandResult> start(String command) throws Exception {
    return integration
        .findCommand(command)
        .orElseThrow()
        .start(new NoInput(), session, new TestInvocation());
  }

  @Test
  void listsTheCommandsInThePluginsOrderAndTestConnectionLast() {
    assertThat(integration.commands())
        .extracting(LoadedCommand::name)
        .containsExactly(
            "Say Hello", "Say Nothing", "Give No Stage", "Fail Later", "Test Connection");
    assertThat(integration.commands())
        .extracting(LoadedCommand::isTestConnection)
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void findsACommandInAnySpelling() {
    for (String spelling :
        List.of("Say Hello", "sayHello", "say_hello", "say-hello", "SAY HELLO")) {
      LoadedCommand command = integration.findCommand(spelling).orElseThrow();
      assertThat(command.effect()).isEqualTo(Effect.WRITE);
      assertThat(command.description()).isEqualTo("Says hello.");
      assertThat(command.keyFields()).containsEntry("Said", "What was said.");
    }
    assertThat(integration.findCommand("say")).isEmpty();
  }

  @Test
  void runsACommand() throws Exception {
    CommandResult result = start("Say Hello").toCompletableFuture().get();

    assertThat(result.keyFields().get("Said").asText()).isEqualTo("hello");
  }

  @Test
  void testConnectionAsksTheSessionAndGivesAnEmptyResult() throws Exception {
    LoadedCommand test = integration.findCommand("Test Connection").orElseThrow();
    var run = new TestInvocation();

    CommandResult result = test.start(new NoInput(), session, run).toCompletableFuture().get();

    assertThat(run.log).containsExactly("tested");
    assertThat(result.result()).isEmpty();
    assertThat(result.rawData()).isEmpty();
    assertThat(test.effect()).isEqualTo(Effect.READ);
    assertThat(test.isAsync()).isFalse();
  }

  @Test
  void aCommandThatGivesNoStageFailsNamingItself() {
    assertThatThrownBy(() -> start("Give No Stage"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The command Give No Stage");
  }

  @Test
  void whatACommandThrowsLaterArrives() throws Exception {
    CompletionStage<CommandResult> failing = start("Fail Later");

    assertThatThrownBy(() -> failing.toCompletableFuture().get())
        .hasCauseInstanceOf(CommandException.class);
  }

  @Test
  void refusesTheSessionOfAnotherIntegration() {
    var other =
        PluginCatalog.ofClasspath(new OtherExample())
            .integrations()
            .get(0)
            .connect(new Settings(), new TestHost());
    LoadedCommand command = integration.commands().get(0);

    assertThatThrownBy(() -> command.start(new NoInput(), other, new TestInvocation()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(OtherExample.class.getName());
  }

  static final class OtherExample implements Integration<Settings, Live> {
    @Override
    public IntegrationInfo info() {
      return IntegrationInfo.of("other", "Other");
    }

    @Override
    public Class<Settings> connectionType() {
      return Settings.class;
    }

    @Override
    public Live connect(Settings connection, Host host) {
      return new Live();
    }

    @Override
    public List<Command<Live, ?>> commands() {
      return List.of();
    }
  }

  @Test
  void aSessionThatIsNullIsAFaultOfThePlugin() {
    LoadedIntegration sessionless = load(new Example("example", null));

    assertThatThrownBy(() -> sessionless.connect(new Settings(), new TestHost()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(Example.class.getName() + ".connect() returned null");
  }

  @Test
  void closingASessionNeverThrowsAndReachesThePluginOnce() {
    assertThatCode(session::close).doesNotThrowAnyException();
    session.close();

    assertThat(live.closed).isEqualTo(1);
  }

  @Test
  void anIntegrationOnTheClassPathIsCheckedLikeAnyOther() {
    assertThatThrownBy(() -> PluginCatalog.ofClasspath(new Example("Not An Id", live)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower-case words");
    assertThatThrownBy(
            () -> PluginCatalog.ofClasspath(new Example("same", live), new Example("same", live)))
        .hasMessageContaining("the same id: [Example (same), Example (same)]");
  }

  @Test
  void aBuiltInSecretProviderWorksLikeOneOfAPlugin() throws Exception {
    SecretProvider<Settings> provider =
        new SecretProvider<>() {
          @Override
          public String name() {
            return "memory";
          }

          @Override
          public Class<Settings> settingsType() {
            return Settings.class;
          }

          @Override
          @SuppressWarnings("NullAway")
          public Vault open(Settings settings, Host host) {
            return key -> key.equals("null") ? null : Optional.of("value of " + key);
          }
        };
    LoadedSecretProvider loaded = LoadedSecretProvider.builtIn(provider);

    try (Vault vault = loaded.open(new Settings(), new TestHost())) {
      assertThat(loaded.name()).isEqualTo("memory");
      assertThat(vault.find("a")).contains("value of a");
      assertThatThrownBy(() -> vault.find("null"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("find() returned null");
    }
  }
}
