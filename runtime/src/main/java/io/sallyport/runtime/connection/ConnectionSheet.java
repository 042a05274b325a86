// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.ValueType;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection as a person is shown it: the fields of the connection form in its order, then the
 * System parameters as they are written. A secret is {@code ******}, a reference to one is shown.
 */
public final class ConnectionSheet {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String MASK = "******";

  /** A field that has a value. */
  public record Field(String label, String key, JsonNode value) {}

  private final Connection connection;

  public ConnectionSheet(Connection connection) {
    this.connection = connection;
  }

  /** The general fields, in the form's order; what is optional and not given is left out. */
  public List<Field> general() {
    ConnectionDefinition definition = connection.definition();
    boolean shared = definition.shareToInternalSites().orElse(false);
    List<Field> fields = new ArrayList<>();
    fields.add(text("Connection Name", "name", connection.name()));
    fields.add(text("Integration", "integration", connection.integration().info().id()));
    definition.site().ifPresent(site -> fields.add(text("Site", "site", site)));
    if (shared) {
      fields.add(
          new Field("Share to Internal Sites", "shareToInternalSites", JSON.booleanNode(true)));
    }
    definition
        .recipientSite()
        .ifPresent(
            site ->
                fields.add(
                    text(
                        "Recipient site for events from connections Shared to Internal Sites",
                        "recipientSite",
                        site)));
    definition.agent().ifPresent(agent -> fields.add(text("Agent Name", "agent", agent)));
    definition
        .description()
        .ifPresent(description -> fields.add(text("Description", "description", description)));
    definition
        .tenants()
        .ifPresent(
            tenants -> {
              ArrayNode names = JSON.arrayNode();
              tenants.forEach(names::add);
              fields.add(new Field("Tenant", "tenants", names));
            });
    definition
        .permissions()
        .ifPresent(
            rules ->
                fields.add(
                    new Field(
                        "Configure User Permissions",
                        "permissions",
                        value(rules, Optional.empty(), false))));
    fields.add(new Field("Active", "active", JSON.booleanNode(definition.active())));
    return fields;
  }

  /** The parameters of the integration, in its order; a default is shown where nothing is given. */
  public List<Field> system() {
    List<Field> fields = new ArrayList<>();
    for (Parameter parameter : connection.integration().connectionSchema().parameters()) {
      Optional<JsonNode> written =
          connection
              .parameters()
              .find(parameter.key())
              .map(node -> value(node, Optional.of(parameter.type()), parameter.isSecret()));
      written
          .or(() -> parameter.defaultValue().map(JSON::textNode))
          .ifPresent(
              value -> fields.add(new Field(parameter.displayName(), parameter.key(), value)));
    }
    return fields;
  }

  /** The same as an object, by key; the parameters under {@code parameters}, as in the file. */
  public ObjectNode json() {
    ObjectNode object = JSON.objectNode();
    general().forEach(field -> object.set(field.key(), field.value()));
    ObjectNode parameters = object.putObject("parameters");
    system().forEach(field -> parameters.set(field.key(), field.value()));
    return object;
  }

  private static Field text(String label, String key, String value) {
    return new Field(label, key, JSON.textNode(value));
  }

  private JsonNode value(Node node, Optional<ValueType> type, boolean secret) {
    if (node instanceof Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      Optional<RecordSchema> schema =
          type.filter(ValueType.Nested.class::isInstance)
              .map(nested -> ((ValueType.Nested) nested).schema());
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                Optional<Parameter> parameter = schema.flatMap(known -> known.findExactly(key));
                object.set(
                    key,
                    value(
                        entry.value(),
                        parameter.map(Parameter::type),
                        secret || parameter.filter(Parameter::isSecret).isPresent()));
              });
      return object;
    }
    if (node instanceof Sequence sequence) {
      ArrayNode array = JSON.arrayNode();
      Optional<ValueType> item =
          type.filter(ValueType.ListOf.class::isInstance)
              .map(list -> ((ValueType.ListOf) list).item());
      sequence.items().forEach(each -> array.add(value(each, item, secret)));
      return array;
    }
    Scalar scalar = (Scalar) node;
    if (scalar.kind() == Scalar.Kind.NULL) {
      return JSON.nullNode();
    }
    boolean shown = !secret || connection.secrets().isReference(scalar.text());
    return JSON.textNode(shown ? scalar.text() : MASK);
  }
}
