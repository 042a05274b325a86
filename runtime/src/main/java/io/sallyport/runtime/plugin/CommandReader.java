// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.Session;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks the commands of one integration. */
final class CommandReader {

  private final Origin origin;
  private final String subject;
  private final Inquiry inquiry;
  private final Consumer<String> problems;
  private final Map<String, String> displayNames = new HashMap<>();

  /**
   * @param subject how messages name the integration
   */
  CommandReader(Origin origin, String subject, Inquiry inquiry, Consumer<String> problems) {
    this.origin = origin;
    this.subject = subject;
    this.inquiry = inquiry;
    this.problems = problems;
  }

  /**
   * The commands in their order, and <i>Test Connection</i> last.
   *
   * @param declared what the plugin gave: may hold null in spite of its type
   */
  List<LoadedCommand> read(List<Command<Session, ?>> declared) {
    List<LoadedCommand> commands = new ArrayList<>();
    for (int index = 0; index < declared.size(); index++) {
      if (declared.get(index) == null) {
        problems.accept(subject + ": the command at position " + (index + 1) + " is null.");
      } else {
        read(declared.get(index)).ifPresent(commands::add);
      }
    }
    commands.add(LoadedCommand.testConnection(origin));
    return commands;
  }

  private Optional<LoadedCommand> read(Command<Session, ?> command) {
    checkName(command.name());
    String named = "%s, command \"%s\"".formatted(subject, PluginFault.oneLine(command.name()));
    if (command.description().isBlank()) {
      problems.accept(named + ": the description is empty.");
    }
    Optional<RecordSchema> input = inquiry.schema(named, command.inputType());
    return input.map(schema -> LoadedCommand.of(origin, command, schema));
  }

  private void checkName(String name) {
    String shown = PluginFault.oneLine(name);
    String folded = Names.fold(name);
    if (folded.isEmpty()) {
      problems.accept(
          "%s: the name of a command, \"%s\", has no letter or digit.".formatted(subject, shown));
      return;
    }
    if (folded.equals(Names.fold(LoadedCommand.TEST_CONNECTION))) {
      problems.accept(
          "%s: the command name \"%s\" is reserved; its work belongs into test() of the session."
              .formatted(subject, shown));
      return;
    }
    String other = displayNames.putIfAbsent(folded, shown);
    if (other != null) {
      problems.accept(
          "%s: the command names \"%s\" and \"%s\" have the same letters and digits."
              .formatted(subject, other, shown));
    }
  }
}
