// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.JsonSchema;

/** An integration or a command as JSON Schema. */
public final class ReferenceSchema {

  /** The schema of a command's input, by display name. */
  public static String of(LoadedCommand command) {
    return PrettyJson.write(schema(command)) + "\n";
  }

  /** One document: the schema of the connection's parameters, and that of each command's input. */
  public static String of(LoadedIntegration integration) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("integration", integration.info().id());
    document.set(
        "connection", JsonSchema.of(integration.connectionSchema(), JsonSchema.Naming.KEY));
    ObjectNode commands = document.putObject("commands");
    integration.commands().forEach(command -> commands.set(command.name(), schema(command)));
    return PrettyJson.write(document) + "\n";
  }

  private static ObjectNode schema(LoadedCommand command) {
    ObjectNode schema = JsonSchema.of(command.inputSchema(), JsonSchema.Naming.DISPLAY_NAME);
    schema.put("title", command.name());
    schema.put("description", command.description());
    return schema;
  }

  private ReferenceSchema() {}
}
