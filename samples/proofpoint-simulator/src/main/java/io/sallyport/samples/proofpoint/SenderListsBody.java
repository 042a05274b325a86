// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sallyport.samples.proofpoint.Behaviour.EntryCase;
import io.sallyport.samples.proofpoint.Behaviour.EntryFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a write to sender lists and the rules it has to keep. */
record SenderListsBody(SenderEntries entries) {
  private static final String ALLOW_LIST = "allow_list";
  private static final String BLOCK_LIST = "block_list";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Reads a body; one without any content says as little as <code>{}</code>. */
  static SenderListsBody parse(byte[] body, Behaviour behaviour) {
    JsonNode root = body.length == 0 ? JSON.createObjectNode() : json(body);
    Status wrongType = behaviour.chosen(Behaviour.WrongType.class).status();
    if (!root.isObject()) {
      throw Refusal.of(wrongType, "body", "The body must be a JSON object.");
    }
    List<Refusal.Fault> faults = new ArrayList<>();
    List<String> allow = list(root, ALLOW_LIST, faults);
    List<String> block = list(root, BLOCK_LIST, faults);
    refuseIfAny(wrongType, faults);
    return new SenderListsBody(new SenderEntries(allow, block));
  }

  static Refusal tooLong(int limit) {
    String text = " may not have more than " + limit + " items.";
    return Refusal.of(
        Status.UNPROCESSABLE_ENTITY,
        List.of(
            new Refusal.Fault(ALLOW_LIST, "The allow list" + text),
            new Refusal.Fault(BLOCK_LIST, "The block list" + text)));
  }

  static Refusal onBothLists(Status status) {
    return Refusal.of(
        status,
        List.of(
            new Refusal.Fault(ALLOW_LIST, "An entry can be on one of the two lists only."),
            new Refusal.Fault(BLOCK_LIST, "An entry can be on one of the two lists only.")));
  }

  /** Refuses a body with no entry in either list. */
  void requireEntries() {
    if (entries.allowOrNone().isEmpty() && entries.blockOrNone().isEmpty()) {
      throw Refusal.of(
          Status.UNPROCESSABLE_ENTITY, List.of(required(ALLOW_LIST), required(BLOCK_LIST)));
    }
  }

  /** Refuses a body that names neither list. */
  void requireList() {
    if (entries.allow() == null && entries.block() == null) {
      requireEntries();
    }
  }

  /** Refuses a body that names neither list, or one without an entry. */
  void requireNoEmptyList() {
    requireEntries();
    List<Refusal.Fault> faults = new ArrayList<>();
    if (entries.allow() != null && entries.allow().isEmpty()) {
      faults.add(required(ALLOW_LIST));
    }
    if (entries.block() != null && entries.block().isEmpty()) {
      faults.add(required(BLOCK_LIST));
    }
    refuseIfAny(Status.UNPROCESSABLE_ENTITY, faults);
  }

  /** Refuses entries that cannot be senders. */
  void requireFormat(EntryFormats formats) {
    List<Refusal.Fault> faults = new ArrayList<>();
    addFormatFaults(ALLOW_LIST, entries.allowOrNone(), formats, faults);
    addFormatFaults(BLOCK_LIST, entries.blockOrNone(), formats, faults);
    refuseIfAny(Status.UNPROCESSABLE_ENTITY, faults);
  }

  /** Refuses an entry given for both lists. */
  void requireDisjoint(Status status, EntryCase entryCase) {
    Set<String> allowed = new HashSet<>();
    entries.allowOrNone().forEach(entry -> allowed.add(entryCase.key(entry)));
    for (String entry : entries.blockOrNone()) {
      if (allowed.contains(entryCase.key(entry))) {
        throw onBothLists(status);
      }
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw Refusal.of(Status.BAD_REQUEST);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static @Nullable List<String> list(
      JsonNode root, String field, List<Refusal.Fault> faults) {
    JsonNode array = root.get(field);
    if (array == null || array.isNull()) {
      return null;
    }
    if (!array.isArray()) {
      faults.add(new Refusal.Fault(field, "The " + words(field) + " must be an array."));
      return null;
    }
    List<String> entries = new ArrayList<>(array.size());
    for (JsonNode entry : array) {
      if (entry.isTextual()) {
        entries.add(entry.textValue());
      } else {
        faults.add(new Refusal.Fault(field + "." + entries.size(), "The entry must be a string."));
        return null;
      }
    }
    return entries;
  }

  private static void addFormatFaults(
      String field, List<String> entries, EntryFormats formats, List<Refusal.Fault> faults) {
    for (int index = 0; index < entries.size(); index++) {
      int position = index;
      EntryFormat.fault(entries.get(index), formats)
          .ifPresent(text -> faults.add(new Refusal.Fault(field + "." + position, text)));
    }
  }

  private static Refusal.Fault required(String field) {
    return new Refusal.Fault(field, "The " + words(field) + " field is required.");
  }

  private static String words(String field) {
    return field.replace('_', ' ');
  }

  private static void refuseIfAny(Status status, List<Refusal.Fault> faults) {
    if (!faults.isEmpty()) {
      throw Refusal.of(status, faults);
    }
  }
}
