// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.render.ReferenceMarkdown;
import io.sallyport.runtime.render.ReferenceSchema;
import io.sallyport.runtime.render.ReferenceText;
import io.sallyport.runtime.schema.Names;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport describe}. */
@Command(
    name = "describe",
    header = "Describes integrations, their connections and commands.",
    footer = {
      "",
      "Examples:",
      "  sallyport describe proofpoint-essentials",
      "  sallyport describe proofpoint-essentials \"Add Group Sender Lists\"",
      "  sallyport describe proofpoint-essentials --format markdown > proofpoint-essentials.md"
    })
final class DescribeCommand implements Callable<Integer> {

  /** The form of a description, written as on the command line. */
  enum Format {
    text,
    markdown,
    json_schema;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  @ParentCommand private @Nullable SallyportCommand parent;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "INTEGRATION",
      description = "Left out: all integrations.")
  private @Nullable String integration;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "Left out: the whole integration.")
  private @Nullable String command;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: text.")
  private Format format = Format.text;

  @Mixin private CallerOptions caller = new CallerOptions();

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    try (Sallyport sallyport = root.open(false)) {
      sallyport.plugins().problems().forEach(root.messages()::println);
      List<LoadedIntegration> known = known(root, sallyport);
      String text =
          integration == null
              ? known.stream().map(this::describe).collect(Collectors.joining("\n"))
              : describe(find(known, integration), command);
      root.answers().print(text);
      return ExitCode.SUCCESSFUL;
    } catch (CommandException e) {
      throw StopException.refused(e);
    }
  }

  /** Everything that is installed; or what a user can use, which only the configuration knows. */
  private List<LoadedIntegration> known(SallyportCommand root, Sallyport sallyport) {
    return caller.unrestricted()
        ? sallyport.plugins().integrations()
        : root.configuration(sallyport).permits().usable(caller.caller());
  }

  private String describe(LoadedIntegration found) {
    return switch (format) {
      case text -> ReferenceText.of(found);
      case markdown -> ReferenceMarkdown.of(found);
      case json_schema -> ReferenceSchema.of(found);
    };
  }

  private String describe(LoadedIntegration found, @Nullable String name) {
    if (name == null) {
      return describe(found);
    }
    LoadedCommand known = found.findCommand(name).orElseThrow(() -> unknownCommand(found, name));
    return switch (format) {
      case text -> ReferenceText.of(found, known);
      case markdown -> ReferenceMarkdown.of(known);
      case json_schema -> ReferenceSchema.of(known);
    };
  }

  private static LoadedIntegration find(List<LoadedIntegration> known, String id) {
    List<String> ids = known.stream().map(each -> each.info().id()).toList();
    return known.stream()
        .filter(each -> Names.fold(each.info().id()).equals(Names.fold(id)))
        .findFirst()
        .orElseThrow(() -> unknown("integration", id, ids));
  }

  private static StopException unknownCommand(LoadedIntegration found, String name) {
    return unknown("command", name, found.commands().stream().map(LoadedCommand::name).toList());
  }

  private static StopException unknown(String kind, String name, List<String> known) {
    String hint =
        Names.nearest(name, known)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse("Known: " + (known.isEmpty() ? "none" : String.join(", ", known)) + ".");
    return new StopException(
        ExitCode.REFUSED, List.of("The " + kind + " " + name + " is unknown. " + hint));
  }
}
