// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a component can hold: a closed list. */
public sealed interface ValueType {

  /** In words for people, to complete <i>It must be …</i>. */
  String describe();

  /** The types without parts. */
  enum Basic implements ValueType {
    TEXT("text"),
    INT("a whole number"),
    LONG("a whole number"),
    DOUBLE("a number"),
    BOOLEAN("true or false"),
    URI("a web address such as https://host.example/path"),
    DURATION("a duration such as 30s, 15m or 1h"),
    INSTANT("a time such as 2026-01-31T12:00:00Z"),
    SECRET("text"),
    JSON("JSON"),
    /** The host's own records only: the value as it is written. */
    NODE("a value"),
    /** The host's own records only: where the record is written; takes no key. */
    PLACE("a place");

    private final String words;

    Basic(String words) {
      this.words = words;
    }

    @Override
    public String describe() {
      return words;
    }
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  record Choice(List<? extends Enum<?>> constants) implements ValueType {

    /** The constants as people write them. */
    public List<String> names() {
      return constants.stream().map(this::name).toList();
    }

    /** One constant as people write it. */
    String name(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<Enum<?>> find(String text) {
      String folded = Names.fold(text);
      return constants.stream()
          .filter(constant -> Names.fold(constant.name()).equals(folded))
          .<Enum<?>>map(constant -> constant)
          .findFirst();
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", names());
    }
  }

  /** A list; {@code null} is not an item. */
  record ListOf(ValueType item) implements ValueType {
    @Override
    public String describe() {
      return "a list of " + item.describe();
    }
  }

  /** The host's own records only: values by free names. */
  record MapOf(ValueType value) implements ValueType {
    @Override
    public String describe() {
      return "a mapping of names to " + value.describe();
    }
  }

  /** A record inside. */
  record Nested(RecordSchema schema) implements ValueType {
    @Override
    public String describe() {
      return "a mapping with "
          + String.join(", ", schema.parameters().stream().map(Parameter::displayName).toList());
    }
  }
}
