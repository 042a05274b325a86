// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.Integration;
import io.sallyport.plugin.IntegrationInfo;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks an integration once what it is, and checks everything that it says. */
final class IntegrationReader {

  private static final String EVERY_COMMAND = "*";

  private final Origin origin;
  private final Consumer<String> notes;
  private final Consumer<String> problems;

  IntegrationReader(Origin origin, Consumer<String> notes, Consumer<String> problems) {
    this.origin = origin;
    this.notes = notes;
    this.problems = problems;
  }

  /** The integration, ready for use; empty when it is refused, and then every reason a problem. */
  Optional<LoadedIntegration> read(Integration<?, ?> provider) {
    Integration<Record, Session> integration = ofItsOwnTypes(provider);
    List<String> wrong = new ArrayList<>();
    Inquiry inquiry = new Inquiry(origin, wrong::add);

    Optional<IntegrationInfo> info = inquiry.ask("info()", integration::info);
    String subject =
        "The integration " + info.map(IntegrationInfo::id).orElseGet(origin::className);
    Optional<RecordSchema> connection =
        inquiry
            .ask("connectionType()", integration::connectionType)
            .flatMap(type -> inquiry.schema(subject + ", connection", type));
    Optional<List<LoadedCommand>> commands =
        inquiry
            .ask("commands()", integration::commands)
            // The list may be of the plugin's own making: to read it is another call.
            .flatMap(
                list ->
                    inquiry.<List<Command<Session, ?>>>ask(
                        "commands()", () -> new ArrayList<>(list)))
            .map(
                declared -> new CommandReader(origin, subject, inquiry, wrong::add).read(declared));

    if (!wrong.isEmpty()) {
      wrong.forEach(problems);
      return Optional.empty();
    }
    var loaded =
        new LoadedIntegration(
            origin,
            integration,
            info.orElseThrow(),
            connection.orElseThrow(),
            commands.orElseThrow());
    notePermissionsOfNoCommand(subject, loaded);
    return Optional.of(loaded);
  }

  private void notePermissionsOfNoCommand(String subject, LoadedIntegration integration) {
    for (String command : integration.info().permissions().keySet()) {
      if (!command.equals(EVERY_COMMAND) && integration.findCommand(command).isEmpty()) {
        notes.accept(
            "%s tells what permission the command \"%s\" needs, but has no such command."
                .formatted(subject, PluginFault.oneLine(command)));
      }
    }
  }

  /**
   * The types of an integration's connection and session are known to the integration alone. The
   * host hands back to it only what it has itself made: a record of its connection type, and a
   * session of its own.
   */
  @SuppressWarnings("unchecked")
  private static Integration<Record, Session> ofItsOwnTypes(Integration<?, ?> provider) {
    return (Integration<Record, Session>) provider;
  }
}
