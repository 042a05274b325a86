// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sallyport.samples.proofpoint.Behaviour.AnswerType;
import io.sallyport.samples.proofpoint.Behaviour.TextCase;
import io.sallyport.samples.proofpoint.Behaviour.UnknownFields;
import java.util.Locale;

/** Writes an answer as another release of the vendor might: same facts, other looks. */
final class AnswerShape {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerShape() {}

  static JsonNode of(JsonNode body, Behaviour behaviour) {
    boolean upper = behaviour.chosen(TextCase.class) == TextCase.UPPER;
    boolean added = behaviour.chosen(UnknownFields.class) == UnknownFields.ADDED;
    return upper || added ? shaped(body, upper, added) : body;
  }

  /** Returns an answer with its JSON declared as chosen; others stay as they are. */
  static Answer declared(Answer answer, Behaviour behaviour) {
    if (!"application/json".equals(answer.headers().get("Content-Type"))) {
      return answer;
    }
    return switch (behaviour.chosen(AnswerType.class)) {
      case JSON -> answer;
      case JSON_WITH_CHARSET ->
          answer.withHeader("Content-Type", "application/json; charset=utf-8");
      case HTML -> answer.withHeader("Content-Type", "text/html; charset=UTF-8");
      case NONE -> answer.withoutHeader("Content-Type");
    };
  }

  private static JsonNode shaped(JsonNode node, boolean upper, boolean added) {
    if (node.isTextual()) {
      return upper ? TextNode.valueOf(node.textValue().toUpperCase(Locale.ROOT)) : node;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode(node.size());
      node.forEach(element -> array.add(shaped(element, upper, added)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JSON.objectNode();
    node.properties()
        .forEach(field -> object.set(field.getKey(), shaped(field.getValue(), upper, added)));
    if (added) {
      object.put("x_text", "unheard of").put("x_number", 7).putNull("x_null");
      object.putObject("x_object").putArray("x_array").add("unheard of");
    }
    return object;
  }
}
