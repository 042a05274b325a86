// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.tree.JsonTree;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** JSON that was typed on a command line, and trees as JSON. */
final class UntypedJson {

  /** Whether the scalar was typed, and begins as an array or an object does. */
  static boolean isMeant(Scalar scalar) {
    String text = scalar.text().stripLeading();
    return scalar.kind() == Scalar.Kind.UNTYPED && (text.startsWith("[") || text.startsWith("{"));
  }

  /** Empty when it is not JSON. */
  static Optional<Node> parse(Scalar scalar) {
    try {
      return Optional.of(JsonTree.parse(scalar.text(), scalar.place().source()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds the item or, where it is typed JSON, the items in it; false when it looks like JSON and is
   * none.
   */
  static boolean spread(Node item, List<Node> items) {
    if (!(item instanceof Scalar scalar) || !isMeant(scalar)) {
      items.add(item);
      return true;
    }
    Optional<Node> json = parse(scalar);
    json.ifPresent(
        node -> items.addAll(node instanceof Sequence sequence ? sequence.items() : List.of(node)));
    return json.isPresent();
  }

  static JsonNode tree(Node node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (node instanceof Mapping mapping) {
      ObjectNode object = json.objectNode();
      mapping.entries().forEach((key, entry) -> object.set(key, tree(entry.value())));
      return object;
    }
    if (node instanceof Sequence sequence) {
      ArrayNode array = json.arrayNode();
      sequence.items().forEach(item -> array.add(tree(item)));
      return array;
    }
    return scalar((Scalar) node);
  }

  private static JsonNode scalar(Scalar scalar) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = scalar.text();
    try {
      return switch (scalar.kind()) {
        case TEXT, UNTYPED -> json.textNode(text);
        case INTEGER -> json.numberNode(new BigInteger(text));
        case DECIMAL -> json.numberNode(new BigDecimal(text));
        case BOOLEAN -> json.booleanNode(Boolean.parseBoolean(text));
        case NULL -> json.nullNode();
      };
    } catch (NumberFormatException e) {
      // YAML has numbers that JSON has not, such as 0x1F and .inf.
      return json.textNode(text);
    }
  }

  private UntypedJson() {}
}
