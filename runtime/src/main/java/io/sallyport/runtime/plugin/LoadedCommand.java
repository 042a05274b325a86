// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.ErrorSample;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.NoInput;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A command that has passed every check. Immutable; thread-safe. */
public final class LoadedCommand {

  static final String TEST_CONNECTION = "Test Connection";

  private final Origin origin;
  private final Command<Session, Record> command;
  private final RecordSchema inputSchema;
  private final boolean testConnection;

  private LoadedCommand(
      Origin origin,
      Command<Session, ?> command,
      RecordSchema inputSchema,
      boolean testConnection) {
    this.origin = origin;
    this.command = ofItsOwnInput(command);
    this.inputSchema = inputSchema;
    this.testConnection = testConnection;
  }

  static LoadedCommand of(Origin origin, Command<Session, ?> command, RecordSchema inputSchema) {
    return new LoadedCommand(origin, command, inputSchema, false);
  }

  /** The command that every integration has without declaring it. */
  static LoadedCommand testConnection(Origin origin) {
    Command<Session, NoInput> command =
        Command.of(
            Effect.READ,
            TEST_CONNECTION,
            "Checks that the product can be reached and accepts the connection's credentials.",
            (session, run) -> {
              session.test(run);
              return CommandResult.builder().build();
            });
    return new LoadedCommand(origin, command, RecordSchema.ofPlugin(NoInput.class), true);
  }

  /** Whether the name, in any spelling, is that of the reserved command. */
  public static boolean isTestConnection(String name) {
    return Names.fold(name).equals(Names.fold(TEST_CONNECTION));
  }

  /** The display name. */
  public String name() {
    return command.name();
  }

  public String description() {
    return command.description();
  }

  public Effect effect() {
    return command.effect();
  }

  /** What {@link #start} takes. */
  public RecordSchema inputSchema() {
    return inputSchema;
  }

  /** Descriptions by the name of the Key Field, in the plugin's order. */
  public Map<String, String> keyFields() {
    return command.keyFields();
  }

  /** A failure that the command typically has. */
  public ErrorSample errorSample() {
    return command.errorSample();
  }

  /** Whether {@link #start} returns at once; otherwise it blocks until the result is there. */
  public boolean isAsync() {
    return command.isAsync();
  }

  /** Whether this is the reserved command that the host has made from {@link Session#test}. */
  public boolean isTestConnection() {
    return testConnection;
  }

  /**
   * Runs the command on the calling thread: a blocking one until its end, an asynchronous one until
   * it has handed out its stage. Whatever the plugin throws passes, errors too.
   *
   * @param input a record of {@link #inputSchema}
   * @param session one of the same integration
   * @return the plugin's own stage, which may break its promise and complete with null
   * @throws IllegalArgumentException when the session is another integration's
   * @throws IllegalStateException when the plugin gives no stage
   */
  public CompletionStage<CommandResult> start(Record input, LoadedSession session, Invocation run)
      throws Exception {
    if (!session.origin().equals(origin)) {
      throw new IllegalArgumentException(
          "The session of %s cannot run %s of %s"
              .formatted(session.origin().className(), name(), origin.className()));
    }
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      return Optional.ofNullable(command.start(input, session.session(), run))
          .orElseThrow(this::gaveNull);
    }
  }

  private IllegalStateException gaveNull() {
    return new IllegalStateException(
        "The command " + name() + " of " + origin.className() + " returned null");
  }

  /** The host passes to a command only the record that was made by the command's own schema. */
  @SuppressWarnings("unchecked")
  private static Command<Session, Record> ofItsOwnInput(Command<Session, ?> command) {
    return (Command<Session, Record>) command;
  }

  @Override
  public String toString() {
    return name();
  }
}
