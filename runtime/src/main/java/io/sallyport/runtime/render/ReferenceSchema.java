// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.JsonSchema;

/** An integration or a command as JSON Schema. */
public final class ReferenceSchema {

  /** The schema of a command's input, by display name. */
  public static String of(LoadedCommand command) {
    return write(schema(command));
  }

  /** One document: the schema of the connection's parameters, and that of each command's input. */
  public static String of(LoadedIntegration integration) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("integration", integration.info().id());
    document.set(
        "connection", JsonSchema.of(integration.connectionSchema(), JsonSchema.Naming.KEY));
    ObjectNode commands = document.putObject("commands");
    integration.commands().forEach(command -> commands.set(command.name(), schema(command)));
    return write(document);
  }

  private static ObjectNode schema(LoadedCommand command) {
    ObjectNode schema = JsonSchema.of(command.inputSchema(), JsonSchema.Naming.DISPLAY_NAME);
    schema.put("title", command.name());
    schema.put("description", command.description());
    return schema;
  }

  private static String write(JsonNode json) {
    try {
      return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON nodes can always be written", e);
    }
  }

  private ReferenceSchema() {}
}
