// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A component's Java type as a value type; what is not on the list is not there. */
final class TypeReader {

  private static final Map<Class<?>, ValueType> BASIC =
      Map.ofEntries(
          Map.entry(String.class, ValueType.Basic.TEXT),
          Map.entry(int.class, ValueType.Basic.INT),
          Map.entry(Integer.class, ValueType.Basic.INT),
          Map.entry(long.class, ValueType.Basic.LONG),
          Map.entry(Long.class, ValueType.Basic.LONG),
          Map.entry(double.class, ValueType.Basic.DOUBLE),
          Map.entry(Double.class, ValueType.Basic.DOUBLE),
          Map.entry(boolean.class, ValueType.Basic.BOOLEAN),
          Map.entry(Boolean.class, ValueType.Basic.BOOLEAN),
          Map.entry(URI.class, ValueType.Basic.URI),
          Map.entry(Duration.class, ValueType.Basic.DURATION),
          Map.entry(Instant.class, ValueType.Basic.INSTANT),
          Map.entry(Secret.class, ValueType.Basic.SECRET),
          Map.entry(JsonNode.class, ValueType.Basic.JSON));

  private static final Map<Class<?>, ValueType> HOST_ONLY =
      Map.of(Node.class, ValueType.Basic.NODE, Place.class, ValueType.Basic.PLACE);

  private final boolean plugin;
  private final Function<Class<? extends Record>, Optional<RecordSchema>> nested;

  /**
   * A reader for the components of one record.
   *
   * @param plugin whether the types that only the host's records may have are left out
   * @param nested reads a record inside; empty when it cannot be one
   */
  TypeReader(boolean plugin, Function<Class<? extends Record>, Optional<RecordSchema>> nested) {
    this.plugin = plugin;
    this.nested = nested;
  }

  /** Whether the component is an {@code Optional}. */
  boolean isOptional(RecordComponent component) {
    return component.getType() == Optional.class;
  }

  /** The type of the component, looking through one {@code Optional}. */
  Optional<ValueType> read(Type type) {
    return parameterOf(type, Optional.class).map(this::plain).orElseGet(() -> plain(type));
  }

  private Optional<ValueType> plain(Type type) {
    Optional<Type> item = parameterOf(type, List.class);
    if (item.isPresent()) {
      return plain(item.get())
          .filter(each -> !(each instanceof ValueType.ListOf))
          .map(ValueType.ListOf::new);
    }
    if (!plugin && type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      Type[] arguments = map.getActualTypeArguments();
      return arguments[0] == String.class
          ? plain(arguments[1]).map(ValueType.MapOf::new)
          : Optional.empty();
    }
    return type instanceof Class<?> simple ? simple(simple) : Optional.empty();
  }

  private Optional<ValueType> simple(Class<?> type) {
    if (BASIC.containsKey(type)) {
      return Optional.ofNullable(BASIC.get(type));
    }
    if (!plugin && HOST_ONLY.containsKey(type)) {
      return Optional.ofNullable(HOST_ONLY.get(type));
    }
    if (type.isEnum()) {
      return Optional.of(
          new ValueType.Choice(
              Arrays.stream(type.getEnumConstants())
                  .<Enum<?>>map(each -> (Enum<?>) each)
                  .toList()));
    }
    return type.isRecord()
        ? nested.apply(type.asSubclass(Record.class)).map(ValueType.Nested::new)
        : Optional.empty();
  }

  private static Optional<Type> parameterOf(Type type, Class<?> container) {
    return type instanceof ParameterizedType parameterized
            && parameterized.getRawType() == container
        ? Optional.of(parameterized.getActualTypeArguments()[0])
        : Optional.empty();
  }
}
