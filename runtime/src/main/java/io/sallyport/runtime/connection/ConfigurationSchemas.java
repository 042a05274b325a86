// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.schema.JsonSchema;
import io.sallyport.runtime.schema.JsonSchema.Naming;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The configuration's files as JSON Schema, so that an editor completes and checks them: derived
 * from the records that the files are read into, and from those of the installed plugins. Whether
 * something that is referred to exists, and the rules between values, only the reader knows.
 */
public final class ConfigurationSchemas {

  private final Map<String, RecordSchema> integrations = new TreeMap<>();
  private final Map<String, RecordSchema> providers = new TreeMap<>();

  /**
   * The schemas.
   *
   * @param folder the configuration folder
   */
  public ConfigurationSchemas(Path folder, PluginCatalog plugins) {
    for (LoadedIntegration integration : plugins.integrations()) {
      integrations.put(integration.info().id(), integration.connectionSchema());
    }
    Stream.concat(Vaults.builtIn(folder).stream(), plugins.secretProviders().stream())
        .forEach(provider -> providers.put(provider.name(), provider.settingsSchema()));
  }

  /** The schema of {@code sallyport.yaml}. */
  public ObjectNode settings() {
    ObjectNode schema = file("sallyport.yaml", "What belongs to the installation as a whole.");
    schema.setAll(JsonSchema.object(RecordSchema.of(Settings.class), Naming.KEY));
    orNothing(schema, "object");
    ObjectNode vault = (ObjectNode) schema.at("/properties/vaults/anyOf/0/items");
    named(vault, VaultOpener.NAME);
    chooses(vault, "provider", "settings", providers);
    return schema;
  }

  /** The schema of each file in {@code connections}. */
  public ObjectNode connections() {
    ObjectNode schema = file("connections", "What commands can be run through.");
    orNothing(schema, "object");
    ObjectNode list = schema.putObject("properties").putObject("connections");
    list.put("title", "connections").put("description", "One entry for each.");
    list.put("type", "array").set("items", connection());
    schema.put("additionalProperties", false);
    return schema;
  }

  private ObjectNode connection() {
    ObjectNode connection =
        JsonSchema.object(RecordSchema.of(ConnectionDefinition.class), Naming.KEY);
    named(connection, ConnectionChecks.NAME);
    // Not what is left empty: that could be meant for everybody as well as for nobody.
    ArrayNode permissions = property(connection, "permissions").putArray("anyOf");
    permissions.add(permission());
    permissions.addObject().put("type", "array").set("items", permission());
    chooses(connection, "integration", "parameters", integrations);
    return connection;
  }

  private static ObjectNode permission() {
    return JsonSchema.object(
        RecordSchema.of(ConnectionDefinition.PermissionRule.class), Naming.KEY);
  }

  private static void named(ObjectNode object, Pattern names) {
    property(object, "name").put("pattern", "^(?:" + names.pattern() + ")$");
  }

  /** One key names what decides what another one holds. */
  private static void chooses(
      ObjectNode object, String key, String content, Map<String, RecordSchema> schemas) {
    if (schemas.isEmpty()) {
      return;
    }
    schemas.keySet().forEach(property(object, key).putArray("enum")::add);
    orNothing(property(object, content), "object");
    ArrayNode rules = object.putArray("allOf");
    schemas.forEach(
        (name, schema) -> {
          ObjectNode rule = rules.addObject();
          ObjectNode condition = rule.putObject("if");
          condition.putObject("properties").putObject(key).put("const", name);
          condition.putArray("required").add(key);
          ObjectNode consequence = rule.putObject("then");
          ObjectNode parameters = JsonSchema.object(schema, Naming.KEY);
          if (parameters.has("required")) {
            consequence.putArray("required").add(content);
          } else {
            orNothing(parameters, "object");
          }
          consequence.putObject("properties").set(content, parameters);
        });
  }

  private static ObjectNode property(ObjectNode object, String key) {
    return (ObjectNode) object.get("properties").get(key);
  }

  private static ObjectNode file(String name, String description) {
    ObjectNode schema = JsonSchema.document();
    return schema.put("title", "Sallyport: " + name).put("description", description);
  }

  /** What is left empty, or holds nothing but comments, is as good as left out. */
  private static void orNothing(ObjectNode schema, String type) {
    schema.putArray("type").add(type).add("null");
  }
}
