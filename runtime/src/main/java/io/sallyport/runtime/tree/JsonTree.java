// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** JSON as nodes. */
public final class JsonTree {

  /** Duplicate names and anything after the document are mistakes; no number loses digits. */
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private JsonTree() {}

  /**
   * JSON text as nodes; blank text as null.
   *
   * @param source what the text was read from
   * @throws JsonProcessingException when the text is neither blank nor exactly one JSON document
   */
  public static Node parse(String text, String source) throws JsonProcessingException {
    try (JsonParser parser = STRICT.createParser(text)) {
      return parse(parser, source);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot fail to be read", e);
    }
  }

  private static Node parse(JsonParser parser, String source) throws IOException {
    try {
      JsonNode json = STRICT.readTree(parser);
      return of(json == null ? MissingNode.getInstance() : json, source);
    } catch (NumberFormatException e) {
      // The parser leaves an exponent past its own arithmetic to the number's class.
      throw new JsonParseException(parser, "A number is too large to be read", e);
    }
  }

  /**
   * The same values as nodes, each with its JSON pointer as its place.
   *
   * @param source what the JSON was read from, such as {@code input.json}: below the root the
   *     places read {@code input.json /Safe List Items/0}
   */
  public static Node of(JsonNode json, String source) {
    return convert(json, source, "");
  }

  private static Node convert(JsonNode json, String source, String pointer) {
    Place place = Place.of(pointer.isEmpty() ? source : source + " " + pointer);
    return switch (json.getNodeType()) {
      case OBJECT -> mapping(json, source, pointer, place);
      case ARRAY -> sequence(json, source, pointer, place);
      case NUMBER ->
          new Scalar(
              place,
              json.isIntegralNumber() ? Scalar.Kind.INTEGER : Scalar.Kind.DECIMAL,
              json.asText());
      case BOOLEAN -> new Scalar(place, Scalar.Kind.BOOLEAN, json.asText());
      case NULL, MISSING -> new Scalar(place, Scalar.Kind.NULL, "null");
      case STRING, BINARY, POJO -> new Scalar(place, Scalar.Kind.TEXT, json.asText());
    };
  }

  private static Mapping mapping(JsonNode json, String source, String pointer, Place place) {
    Mapping.Builder mapping = Mapping.builder(place);
    json.properties()
        .forEach(
            property -> {
              String key = property.getKey();
              Node value = convert(property.getValue(), source, pointer + "/" + escape(key));
              mapping.add(key, value.place(), value);
            });
    return mapping.build();
  }

  private static Sequence sequence(JsonNode json, String source, String pointer, Place place) {
    List<Node> items = new ArrayList<>(json.size());
    for (int index = 0; index < json.size(); index++) {
      items.add(convert(json.get(index), source, pointer + "/" + index));
    }
    return new Sequence(place, items);
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
