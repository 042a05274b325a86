// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Reads a product's own words out of an error body, wherever it has put them. Products disagree on
 * the place, and with themselves; the order of looking is: a list under {@code errors}, a map of
 * fields under {@code errors}, {@code error_message}, {@code message}, {@code error}, {@code
 * error_description}, {@code detail}, {@code title}, plain text, else the standard words for the
 * status.
 */
final class ErrorMessage {

  /** A message is for a person: no product says more than this in earnest. */
  private static final int MAX_LENGTH = 2_000;

  private static final List<String> MESSAGE_FIELDS =
      List.of("error_message", "message", "error", "error_description", "detail", "title");

  static String of(int status, Optional<JsonNode> json, String text) {
    String message =
        json.map(body -> body.isTextual() ? Optional.of(body.textValue()) : fromJson(status, body))
            .orElseGet(() -> Optional.of(text))
            .map(ErrorMessage::onOneLine)
            .orElse("");
    return message.isEmpty() ? HttpStatus.reasonPhrase(status) : message;
  }

  private static Optional<String> fromJson(int status, JsonNode body) {
    JsonNode errors = body.path("errors");
    Optional<String> listed =
        errors.isArray()
            ? fromList(errors)
            : errors.isObject() ? fromFields(status, errors) : Optional.empty();
    return listed.or(() -> fromMessageField(body));
  }

  private static Optional<String> fromList(JsonNode errors) {
    List<String> messages = new ArrayList<>();
    for (JsonNode error : errors) {
      Optional<String> message =
          error.isTextual() ? Optional.of(error.textValue()) : fromMessageField(error);
      String identifier = error.path("identifier").asText("");
      message
          .map(text -> errors.size() > 1 && !identifier.isEmpty() ? identifier + ": " + text : text)
          .ifPresent(messages::add);
    }
    return messages.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", messages));
  }

  /**
   * {@code {"allow_list": ["is required."]}} reads {@code Unprocessable Entity: allow_list - is
   * required.}
   */
  private static Optional<String> fromFields(int status, JsonNode errors) {
    StringJoiner messages =
        new StringJoiner(", ", HttpStatus.reasonPhrase(status) + ": ", "").setEmptyValue("");
    errors
        .properties()
        .forEach(
            field -> {
              Iterable<JsonNode> texts =
                  field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
              texts.forEach(text -> messages.add(field.getKey() + " - " + text.asText()));
            });
    return messages.length() == 0 ? Optional.empty() : Optional.of(messages.toString());
  }

  private static Optional<String> fromMessageField(JsonNode body) {
    for (String name : MESSAGE_FIELDS) {
      JsonNode value = body.path(name);
      if (value.isTextual() && !value.textValue().isBlank()) {
        return Optional.of(value.textValue());
      }
      if (value.isObject()) {
        Optional<String> nested = fromMessageField(value);
        if (nested.isPresent()) {
          return nested;
        }
      }
    }
    return Optional.empty();
  }

  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    for (int index = 0; index < text.length() && line.length() < MAX_LENGTH; index++) {
      char character = text.charAt(index);
      if (Character.isWhitespace(character) || Character.isISOControl(character)) {
        gap = line.length() > 0;
      } else {
        if (gap) {
          line.append(' ');
          gap = false;
        }
        line.append(character);
      }
    }
    return line.length() < MAX_LENGTH ? line.toString() : line + "…";
  }

  private ErrorMessage() {}
}
