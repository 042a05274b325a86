// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.sallyport.plugin.Secret;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The redactor over a tree. Thread-safe. */
final class JsonMask {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper OBJECTS = new JsonMapper();

  /** Written out, longer numbers than this are no secrets. */
  private static final int MOST_DIGITS = 400;

  private final Redactor redactor;

  JsonMask(Redactor redactor) {
    this.redactor = redactor;
  }

  JsonNode mask(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> JSON.textNode(redactor.mask(json.textValue()));
      case ARRAY -> array(json);
      case OBJECT -> object(json);
      case NUMBER -> number(json);
      case BINARY -> opaque(json, json.asText());
      case POJO -> object((POJONode) json);
      case BOOLEAN, NULL, MISSING -> json;
    };
  }

  private ArrayNode array(JsonNode json) {
    ArrayNode array = JSON.arrayNode(json.size());
    json.forEach(item -> array.add(mask(item)));
    return array;
  }

  private ObjectNode object(JsonNode json) {
    Map<String, String> masked = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = redactor.mask(field.getKey());
      masked.put(field.getKey(), name);
      if (name.equals(field.getKey())) {
        // A name without a secret stays as it is, wherever it stands.
        taken.add(name);
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = masked.getOrDefault(field.getKey(), Secret.MASK);
      object.set(
          name.equals(field.getKey()) ? name : unused(name, taken, numbers),
          mask(field.getValue()));
    }
    return object;
  }

  private static String unused(String masked, Set<String> taken, Map<String, Integer> numbers) {
    String name = masked;
    while (!taken.add(name)) {
      name = masked + " (" + numbers.merge(masked, 2, (last, first) -> last + 1) + ")";
    }
    return name;
  }

  /** What is left of a number around a secret would be no number any more. */
  private JsonNode number(JsonNode json) {
    String text = json.asText();
    boolean secret = !redactor.mask(text).equals(text);
    if (!secret && text.indexOf('E') > 0) {
      BigDecimal value = json.decimalValue();
      if (Math.abs((long) value.scale()) <= MOST_DIGITS) {
        String plain = value.toPlainString();
        secret = !redactor.mask(plain).equals(plain);
      }
    }
    return secret ? JSON.textNode(Secret.MASK) : json;
  }

  private JsonNode opaque(JsonNode json, String text) {
    String masked = redactor.mask(text);
    return masked.equals(text) ? json : JSON.textNode(masked);
  }

  /** A plugin's own object is written as JSON at last, so it is made that here. */
  private JsonNode object(POJONode json) {
    JsonNode tree = OBJECTS.valueToTree(json.getPojo());
    return tree.isPojo()
        ? JSON.textNode(redactor.mask(String.valueOf(json.getPojo())))
        : mask(tree);
  }
}
