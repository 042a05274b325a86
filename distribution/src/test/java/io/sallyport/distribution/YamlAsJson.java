// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import io.sallyport.runtime.yaml.YamlReader;
import java.math.BigDecimal;
import java.math.BigInteger;

/** YAML as an editor sees it when it holds it against a schema. */
final class YamlAsJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A text with nothing but comments is null. */
  static JsonNode of(String yaml) {
    return YamlReader.read("test.yaml", yaml).root().map(YamlAsJson::json).orElse(JSON.nullNode());
  }

  private static JsonNode json(Node node) {
    if (node instanceof Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
      return object;
    }
    if (node instanceof Sequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.kind()) {
      case NULL -> JSON.nullNode();
      case BOOLEAN -> JSON.booleanNode(scalar.text().equalsIgnoreCase("true"));
      case INTEGER -> JSON.numberNode(new BigInteger(scalar.text()));
      case DECIMAL -> JSON.numberNode(new BigDecimal(scalar.text()));
      case TEXT, UNTYPED -> JSON.textNode(scalar.text());
    };
  }

  private YamlAsJson() {}
}
