// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One component of a record that is filled from outside.
 *
 * @param key the component's name, which is its key in YAML, without an underscore at its end
 * @param displayName what people call it, and its key in calls
 * @param example as a person would write it; may be empty
 * @param required false when there is a default or the component is an {@code Optional}
 * @param optional whether the component is an {@code Optional}
 * @param pattern what each text must match as a whole
 * @param expected what the pattern allows, in words; may be empty
 */
public record Parameter(
    String key,
    String displayName,
    String description,
    String example,
    Optional<String> defaultValue,
    boolean required,
    boolean optional,
    ValueType type,
    Optional<Pattern> pattern,
    String expected) {

  /** Whether its value must never be shown. */
  public boolean isSecret() {
    return type == ValueType.Basic.SECRET
        || (type instanceof ValueType.ListOf list && list.item() == ValueType.Basic.SECRET);
  }

  boolean isPlace() {
    return type == ValueType.Basic.PLACE;
  }
}
