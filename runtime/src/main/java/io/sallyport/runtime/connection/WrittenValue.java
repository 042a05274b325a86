// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.ValueType;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of a connection's parameters, in a place where a reference may stand.
 *
 * @param key the parameter that it belongs to, as it is written
 * @param secret whether that parameter holds secrets
 */
record WrittenValue(String key, boolean secret, Scalar scalar) {

  /**
   * All of them, in lists and in records inside, too. What stands within a JSON parameter is the
   * product's own, and no reference. Nulls are left out: they count as not given.
   */
  static List<WrittenValue> of(RecordSchema schema, Mapping parameters) {
    List<WrittenValue> values = new ArrayList<>();
    collect(schema, parameters, values);
    return List.copyOf(values);
  }

  private static void collect(RecordSchema schema, Mapping parameters, List<WrittenValue> values) {
    parameters
        .entries()
        .forEach(
            (key, entry) -> {
              Optional<Parameter> parameter = schema.findExactly(key);
              boolean secret = parameter.filter(Parameter::isSecret).isPresent();
              collect(key, secret, parameter.map(Parameter::type), entry.value(), values);
            });
  }

  private static void collect(
      String key, boolean secret, Optional<ValueType> type, Node node, List<WrittenValue> values) {
    if (node instanceof Scalar scalar) {
      if (scalar.kind() != Scalar.Kind.NULL) {
        values.add(new WrittenValue(key, secret, scalar));
      }
    } else if (type.orElse(null) instanceof ValueType.ListOf list
        && node instanceof Sequence sequence) {
      sequence
          .items()
          .forEach(item -> collect(key, secret, Optional.of(list.item()), item, values));
    } else if (type.orElse(null) instanceof ValueType.Nested nested
        && node instanceof Mapping mapping) {
      collect(nested.schema(), mapping, values);
    }
  }
}
