// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.connection.ConfigurationSchemas;
import io.sallyport.runtime.render.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sallyport schema}. */
@Command(
    name = "schema",
    header = "Writes JSON Schemas with which an editor completes and checks the configuration.",
    description = {
      "",
      "Writes sallyport.schema.json and connections.schema.json, with the parameters of every installed integration. Run it",
      "again after plugins have changed. A file names its schema in its first line, such as",
      "# yaml-language-server: $schema=../connections.schema.json"
    },
    footer = {"", "Example:", "  sallyport schema --config /etc/sallyport"})
final class SchemaCommand implements Callable<Integer> {

  @ParentCommand private @Nullable SallyportCommand parent;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write them to. Otherwise it is the configuration folder.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    SallyportCommand root = Objects.requireNonNull(parent);
    Path named = out;
    Path folder = named == null ? root.folders().configuration() : named;
    try (Sallyport sallyport = root.open(false)) {
      ConfigurationSchemas schemas =
          new ConfigurationSchemas(root.folders().configuration(), sallyport.plugins());
      write(root, folder.resolve("sallyport.schema.json"), SchemaFile.of(schemas.settings()));
      write(root, folder.resolve("connections.schema.json"), SchemaFile.of(schemas.connections()));
      // What a refused plugin would have added is missing.
      sallyport.plugins().problems().forEach(root.messages()::println);
      return ExitCode.SUCCESSFUL;
    }
  }

  private static void write(SallyportCommand root, Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new StopException(
          ExitCode.USAGE,
          List.of(file + " cannot be written: " + e + ". --out DIR names another folder."));
    }
    root.answers().println(file);
  }
}
