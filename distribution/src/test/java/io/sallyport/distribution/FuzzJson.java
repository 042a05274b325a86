// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON values of every type, and trees in which something is of another type than before. */
final class FuzzJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static JsonNode any(Random random) {
    return any(random, 3);
  }

  private static JsonNode any(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 16 : 12)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(random.nextGaussian());
      case 5 -> JSON.numberNode(new BigInteger(random.nextInt(400), random));
      case 6 -> JSON.numberNode(new BigDecimal(BigInteger.ONE, -999_999_999));
      case 7 -> JSON.numberNode(new BigDecimal("-1.5e-999"));
      case 12 -> JSON.arrayNode();
      case 13 -> JSON.objectNode();
      case 14 -> {
        ArrayNode array = JSON.arrayNode();
        for (int index = random.nextInt(5); index >= 0; index--) {
          array.add(any(random, depth - 1));
        }
        yield array;
      }
      case 15 -> {
        ObjectNode object = JSON.objectNode();
        for (int index = random.nextInt(5); index >= 0; index--) {
          object.set(FuzzText.any(random), any(random, depth - 1));
        }
        yield object;
      }
      default -> JSON.textNode(FuzzText.any(random));
    };
  }

  /** Nested so deep, in arrays or in objects. */
  static JsonNode deep(Random random, int depth) {
    JsonNode tree = JSON.textNode("deep");
    boolean arrays = random.nextBoolean();
    for (int level = 0; level < depth; level++) {
      tree = arrays ? JSON.arrayNode().add(tree) : JSON.objectNode().set("allow_list", tree);
    }
    return tree;
  }

  /** The tree with something changed, wherever in it. */
  static JsonNode mutated(JsonNode tree, Random random) {
    JsonNode copy = tree.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    collect(copy, containers);
    if (containers.isEmpty() || random.nextInt(12) == 0) {
      return any(random);
    }
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      mutate(object, random);
    } else if (container instanceof ArrayNode array) {
      mutate(array, random);
    }
    return copy;
  }

  private static void mutate(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.set(FuzzText.any(random), any(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(FuzzText.any(random), object.remove(name));
      case 2 -> object.set(FuzzText.any(random), any(random));
      case 3 -> object.set(name, deep(random, random.nextInt(250)));
      default -> object.set(name, any(random));
    }
  }

  private static void mutate(ArrayNode array, Random random) {
    if (array.isEmpty() || random.nextInt(4) == 0) {
      array.add(any(random));
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(index);
      case 1 -> array.insert(index, array.get(index).deepCopy());
      default -> array.set(index, any(random));
    }
  }

  private static void collect(JsonNode tree, List<JsonNode> containers) {
    if (tree.isContainerNode()) {
      containers.add(tree);
      tree.forEach(child -> collect(child, containers));
    }
  }

  private FuzzJson() {}
}
