// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An integration that has passed every check. Immutable; thread-safe. */
public final class LoadedIntegration {

  private final Origin origin;
  private final Integration<Record, Session> integration;
  private final IntegrationInfo info;
  private final RecordSchema connectionSchema;
  private final List<LoadedCommand> commands;
  private final Map<String, LoadedCommand> commandsByFoldedName = new HashMap<>();

  LoadedIntegration(
      Origin origin,
      Integration<Record, Session> integration,
      IntegrationInfo info,
      RecordSchema connectionSchema,
      List<LoadedCommand> commands) {
    this.origin = origin;
    this.integration = integration;
    this.info = info;
    this.connectionSchema = connectionSchema;
    this.commands = List.copyOf(commands);
    for (LoadedCommand command : commands) {
      commandsByFoldedName.put(Names.fold(command.name()), command);
    }
  }

  /** What the plugin said when it was loaded. */
  public IntegrationInfo info() {
    return info;
  }

  /** The plugin on disk that it comes from. */
  public String pluginName() {
    return origin.pluginName();
  }

  Origin origin() {
    return origin;
  }

  /** What a connection needs. */
  public RecordSchema connectionSchema() {
    return connectionSchema;
  }

  /** In the plugin's order; the reserved <i>Test Connection</i> is last. */
  public List<LoadedCommand> commands() {
    return commands;
  }

  /** The same integration as somebody knows it who has only these of its commands. */
  public LoadedIntegration withOnly(Predicate<LoadedCommand> known) {
    return new LoadedIntegration(
        origin, integration, info, connectionSchema, commands.stream().filter(known).toList());
  }

  /** The command of this name, in any spelling with the same letters and digits. */
  public Optional<LoadedCommand> findCommand(String name) {
    return Optional.ofNullable(commandsByFoldedName.get(Names.fold(name)));
  }

  /**
   * Makes the session of one connection. Whatever the plugin throws passes, errors too.
   *
   * @param connection a record of {@link #connectionSchema}
   * @throws IllegalStateException when the plugin gives none
   */
  public LoadedSession connect(Record connection, Host host) {
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      Optional<Session> session = Optional.ofNullable(integration.connect(connection, host));
      return new LoadedSession(
          origin,
          host.connectionName(),
          session.orElseThrow(
              () -> new IllegalStateException(origin.className() + ".connect() returned null")));
    }
  }

  @Override
  public String toString() {
    return info.toString();
  }
}
