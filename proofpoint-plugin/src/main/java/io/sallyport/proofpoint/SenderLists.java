// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A safe list and a blocked list, each in its order. Immutable. Whether an item is on a list is
 * judged without regard to case.
 */
final class SenderLists {

  private final Map<SenderList, List<String>> items = new EnumMap<>(SenderList.class);

  /** The first spelling of each item, by the item in lower case. */
  private final Map<SenderList, Map<String, String>> spellings = new EnumMap<>(SenderList.class);

  private SenderLists(List<String> safe, List<String> blocked) {
    put(SenderList.SAFE, safe);
    put(SenderList.BLOCKED, blocked);
  }

  private void put(SenderList list, List<String> values) {
    Map<String, String> bySpelling = new HashMap<>();
    values.forEach(value -> bySpelling.putIfAbsent(folded(value), value));
    items.put(list, List.copyOf(values));
    spellings.put(list, bySpelling);
  }

  static SenderLists of(List<String> safe, List<String> blocked) {
    return new SenderLists(safe, blocked);
  }

  static SenderLists of(List<Entry> entries) {
    return of(itemsOf(entries, SenderList.SAFE), itemsOf(entries, SenderList.BLOCKED));
  }

  /**
   * The lists in an answer; one that is missing or null is empty.
   *
   * @throws CommandException with status 502 when the answer holds anything else
   */
  static SenderLists from(ApiResponse answer) {
    JsonNode json = answer.json();
    Optional<List<String>> safe = texts(json, SenderList.SAFE);
    Optional<List<String>> blocked = texts(json, SenderList.BLOCKED);
    if (!json.isObject() || safe.isEmpty() || blocked.isEmpty()) {
      throw CommandException.of(502, "Bad Gateway: the answer does not hold sender lists.")
          .withSent(Sent.YES)
          .withRawData(json)
          .withDetail(
              "Expected is a JSON object in which allow_list and block_list are lists of text.");
    }
    return of(safe.get(), blocked.get());
  }

  List<String> items(SenderList list) {
    return items.getOrDefault(list, List.of());
  }

  /** Everything on the safe list, then everything on the blocked list. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    items.forEach((list, values) -> values.forEach(item -> entries.add(new Entry(list, item))));
    return entries;
  }

  boolean isEmpty() {
    return items.values().stream().allMatch(List::isEmpty);
  }

  boolean contains(SenderList list, String item) {
    return spellings.getOrDefault(list, Map.of()).containsKey(folded(item));
  }

  /** The entry in the spelling of these lists; unchanged when it is spelled so or not there. */
  Entry asSpelledHere(Entry entry) {
    if (items(entry.list()).contains(entry.item())) {
      return entry;
    }
    String spelling =
        spellings
            .getOrDefault(entry.list(), Map.of())
            .getOrDefault(folded(entry.item()), entry.item());
    return new Entry(entry.list(), spelling);
  }

  /**
   * The body of a request. A list without items is left out, since the vendor takes an empty list
   * for a fault; only when there is nothing at all are both given, so that the vendor says so.
   */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    items.forEach(
        (list, values) -> {
          if (!values.isEmpty() || isEmpty()) {
            ArrayNode array = json.putArray(list.field());
            values.forEach(array::add);
          }
        });
    return json;
  }

  /** How items are compared. */
  static String folded(String item) {
    return item.toLowerCase(Locale.ROOT);
  }

  private static List<String> itemsOf(List<Entry> entries, SenderList list) {
    return entries.stream().filter(entry -> entry.list() == list).map(Entry::item).toList();
  }

  /** Empty when it is something else than a list of text. */
  private static Optional<List<String>> texts(JsonNode json, SenderList list) {
    JsonNode array = json.path(list.field());
    if (array.isMissingNode() || array.isNull()) {
      return Optional.of(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isTextual()) {
        return Optional.empty();
      }
      texts.add(element.textValue());
    }
    return array.isArray() ? Optional.of(texts) : Optional.empty();
  }

  @Override
  public String toString() {
    return toJson().toString();
  }
}
