// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import java.util.Optional;

/** A record's schema as JSON Schema (2020-12), for editors and callers. */
public final class JsonSchema {

  /** What a member is called. */
  public enum Naming {
    /** As in a call. */
    DISPLAY_NAME,
    /** As in the configuration, where a value may also be a reference. */
    KEY
  }

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What stands first in a document of its own: the version of JSON Schema. */
  public static ObjectNode document() {
    return JSON.objectNode().put("$schema", "https://json-schema.org/draft/2020-12/schema");
  }

  /** A document: an object that takes exactly the record's parameters. */
  public static ObjectNode of(RecordSchema schema, Naming naming) {
    ObjectNode document = document();
    document.setAll(object(schema, naming));
    return document;
  }

  /** An object that takes exactly the record's parameters, as a part of a document. */
  public static ObjectNode object(RecordSchema schema, Naming naming) {
    ObjectNode object = JSON.objectNode();
    object.put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Parameter parameter : schema.parameters()) {
      String name = naming == Naming.KEY ? parameter.key() : parameter.displayName();
      properties.set(name, parameter(parameter, naming));
      if (parameter.required()) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      object.set("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  private static ObjectNode parameter(Parameter parameter, Naming naming) {
    ObjectNode schema = type(parameter, parameter.type(), naming);
    schema.put("title", parameter.displayName());
    if (!parameter.description().isEmpty()) {
      schema.put("description", parameter.description());
    }
    if (!parameter.example().isEmpty()) {
      schema.putArray("examples").add(sample(parameter.type(), parameter.example()));
    }
    parameter
        .defaultValue()
        .ifPresent(text -> schema.set("default", sample(parameter.type(), text)));
    if (naming == Naming.KEY && !parameter.required()) {
      orNothing(schema);
    }
    return schema;
  }

  /** In a file a key without a value is as good as left out. */
  private static void orNothing(ObjectNode schema) {
    if (schema.get("anyOf") instanceof ArrayNode options) {
      options.addObject().put("type", "null");
    } else if (schema.has("type")) {
      String type = schema.get("type").asText();
      schema.putArray("type").add(type).add("null");
    }
  }

  private static ObjectNode type(Parameter parameter, ValueType type, Naming naming) {
    ObjectNode schema = JSON.objectNode();
    if (type instanceof ValueType.ListOf list) {
      schema.put("type", "array");
      schema.set("items", type(parameter, list.item(), naming));
    } else if (type instanceof ValueType.Nested nested) {
      schema.setAll(object(nested.schema(), naming));
    } else if (type instanceof ValueType.MapOf map) {
      schema.put("type", "object");
      schema.set("additionalProperties", type(parameter, map.value(), naming));
    } else if (type instanceof ValueType.Choice choice) {
      ArrayNode names = schema.putArray("enum");
      choice.names().forEach(names::add);
      if (naming == Naming.KEY) {
        // In a file they are often written as documents of an API write them.
        choice.constants().stream().map(Enum::name).forEach(names::add);
      }
    } else if (type instanceof ValueType.Basic basic) {
      basic(parameter, basic, schema);
    }
    return naming == Naming.KEY ? orReference(type, schema) : schema;
  }

  private static void basic(Parameter parameter, ValueType.Basic type, ObjectNode schema) {
    switch (type) {
      case TEXT -> {
        schema.put("type", "string");
        parameter
            .pattern()
            .ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern.pattern() + ")$"));
      }
      case SECRET -> schema.put("type", "string").put("writeOnly", true);
      case INT ->
          schema
              .put("type", "integer")
              .put("minimum", Integer.MIN_VALUE)
              .put("maximum", Integer.MAX_VALUE);
      case LONG -> schema.put("type", "integer");
      case DOUBLE -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case URI -> schema.put("type", "string").put("format", "uri");
      case DURATION -> schema.put("type", "string").put("pattern", Durations.PATTERN);
      case INSTANT -> schema.put("type", "string").put("format", "date-time");
      case JSON, NODE, PLACE -> {
        // Anything goes: an empty schema says so.
      }
    }
  }

  /** Where a value is not free text, a reference must be allowed beside it. */
  private static ObjectNode orReference(ValueType type, ObjectNode schema) {
    boolean freeText =
        type == ValueType.Basic.SECRET || (type == ValueType.Basic.TEXT && !schema.has("pattern"));
    boolean anything = type == ValueType.Basic.JSON || type == ValueType.Basic.NODE;
    if (freeText
        || anything
        || type instanceof ValueType.Nested
        || type instanceof ValueType.MapOf) {
      return schema;
    }
    ObjectNode either = JSON.objectNode();
    ArrayNode options = either.putArray("anyOf");
    options.add(schema);
    options.addObject().put("type", "string").put("pattern", "^\\$\\{.+}$");
    return either;
  }

  /** An example or default as the JSON that it stands for. */
  private static JsonNode sample(ValueType type, String text) {
    Scalar scalar = new Scalar(Place.of("sample"), Scalar.Kind.UNTYPED, text);
    if (type instanceof ValueType.ListOf list) {
      JsonNode value = typed(scalar).orElseGet(() -> sample(list.item(), text));
      return value.isArray() ? value : JSON.arrayNode().add(value);
    }
    if (type instanceof ValueType.Choice choice) {
      return JSON.textNode(choice.find(text).map(choice::name).orElse(text));
    }
    if (type instanceof ValueType.Nested || type == ValueType.Basic.JSON) {
      return typed(scalar).orElse(JSON.textNode(text));
    }
    Object value = ScalarReader.read(type, scalar, false).orElse(text);
    if (value instanceof Integer || value instanceof Long) {
      return JSON.numberNode(((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return JSON.numberNode(number.doubleValue());
    }
    return value instanceof Boolean flag ? JSON.booleanNode(flag) : JSON.textNode(text);
  }

  /** What is written as JSON, if it is. */
  private static Optional<JsonNode> typed(Scalar scalar) {
    return UntypedJson.isMeant(scalar)
        ? UntypedJson.parse(scalar).map(UntypedJson::tree)
        : Optional.empty();
  }

  private JsonSchema() {}
}
