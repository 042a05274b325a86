// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command that ran to its end gives back. It has no status: the host derives Return Data
 * from the {@link Item}s and from the fact that nothing was thrown. Immutable, as long as the JSON
 * that was put in is left alone.
 */
public final class CommandResult {

  private final Optional<Table> result;
  private final JsonNode rawData;
  private final ObjectNode keyFields;
  private final Optional<JsonNode> contextData;

  private CommandResult(Builder builder) {
    this.result = builder.result;
    this.rawData = builder.rawData;
    this.keyFields = builder.keyFields;
    this.contextData = builder.contextData;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The tab <i>Result</i>, for a person. */
  public Optional<Table> result() {
    return result;
  }

  /** The product's own answer, unchanged; an empty object when it gave none. */
  public JsonNode rawData() {
    return rawData;
  }

  /**
   * What a playbook branches on, by PascalCase name: single values, or arrays of them for lists. A
   * copy.
   */
  public ObjectNode keyFields() {
    return keyFields.deepCopy();
  }

  /** The answer in a shape of the plugin's own; absent when it is the same as {@link #rawData}. */
  public Optional<JsonNode> contextData() {
    return contextData;
  }

  /** Collects a result. Not thread-safe; used once. */
  public static final class Builder {

    private static final Pattern PASCAL_CASE = Pattern.compile("[A-Z][A-Za-z0-9]*");

    private Optional<Table> result = Optional.empty();
    private JsonNode rawData = JsonNodeFactory.instance.objectNode();
    private final ObjectNode keyFields = JsonNodeFactory.instance.objectNode();
    private Optional<JsonNode> contextData = Optional.empty();

    private Builder() {}

    public Builder result(Table table) {
      this.result = Optional.of(table);
      return this;
    }

    public Builder rawData(JsonNode json) {
      this.rawData = requireNonNull(json, "json is null");
      return this;
    }

    public Builder contextData(JsonNode json) {
      this.contextData = Optional.of(json);
      return this;
    }

    /**
     * One value for a playbook.
     *
     * @param name in PascalCase, such as {@code GroupID}
     * @param value text, a number or a boolean
     * @throws IllegalArgumentException for another kind of value, or another form of name
     */
    public Builder keyField(String name, Object value) {
      keyFields.set(checked(name), json(name, value));
      return this;
    }

    /**
     * The same for a list, which becomes an array: {@code SafeListItems}, all items in their order.
     */
    public Builder keyField(String name, Collection<?> values) {
      var array = JsonNodeFactory.instance.arrayNode();
      values.forEach(value -> array.add(json(name, requireNonNull(value, "a value is null"))));
      keyFields.set(checked(name), array);
      return this;
    }

    public CommandResult build() {
      return new CommandResult(this);
    }

    private static String checked(String name) {
      if (!PASCAL_CASE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "The key field \"" + name + "\" must be in PascalCase, such as SafeListItems");
      }
      return name;
    }

    private static JsonNode json(String name, Object value) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      if (value instanceof String text) {
        return json.textNode(text);
      } else if (value instanceof Boolean flag) {
        return json.booleanNode(flag);
      } else if (value instanceof Integer number) {
        return json.numberNode(number);
      } else if (value instanceof Long number) {
        return json.numberNode(number);
      } else if (value instanceof Double number) {
        return json.numberNode(number);
      }
      throw new IllegalArgumentException(
          "The key field "
              + name
              + " must be text, a number or a boolean, not "
              + value.getClass().getName());
    }
  }
}
