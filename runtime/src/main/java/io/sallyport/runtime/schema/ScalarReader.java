// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.runtime.tree.Scalar;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A single value as a value of its type. The way in which it is written decides: text is never a
 * number, a number is never text; only what was typed on a command line takes its type from the
 * parameter.
 */
final class ScalarReader {

  /**
   * Empty when the value is not of the type.
   *
   * @param yesAndNo whether text may stand for a boolean, as playbooks write it
   */
  static Optional<Object> read(ValueType type, Scalar scalar, boolean yesAndNo) {
    String text = scalar.text();
    boolean untyped = scalar.kind() == Scalar.Kind.UNTYPED;
    boolean isText = untyped || scalar.kind() == Scalar.Kind.TEXT;
    if (type instanceof ValueType.Choice choice) {
      return isText ? choice.find(text).map(Object.class::cast) : Optional.empty();
    }
    if (!(type instanceof ValueType.Basic basic) || !Text.isSound(text)) {
      return Optional.empty();
    }
    return switch (basic) {
      case TEXT, SECRET -> isText ? Optional.of(text) : Optional.empty();
      case INT -> wholeNumber(scalar).flatMap(Text::toInt);
      case LONG -> wholeNumber(scalar).flatMap(Text::toLong);
      case DOUBLE ->
          untyped || scalar.kind() == Scalar.Kind.INTEGER || scalar.kind() == Scalar.Kind.DECIMAL
              ? Text.toDouble(text)
              : Optional.empty();
      case BOOLEAN ->
          untyped || scalar.kind() == Scalar.Kind.BOOLEAN || (isText && yesAndNo)
              ? Text.toBoolean(text)
              : Optional.empty();
      case URI -> isText ? Text.toUri(text) : Optional.empty();
      case DURATION -> isText ? Text.toDuration(text) : Optional.empty();
      case INSTANT -> isText ? Text.toInstant(text) : Optional.empty();
      case JSON, NODE, PLACE -> Optional.empty();
    };
  }

  /** In decimal digits; a file may also write 0x1F or 0o17, as YAML has them. */
  private static Optional<String> wholeNumber(Scalar scalar) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case UNTYPED -> Optional.of(text);
      case INTEGER ->
          Optional.of(
              text.startsWith("0x")
                  ? new BigInteger(text.substring(2), 16).toString()
                  : text.startsWith("0o") ? new BigInteger(text.substring(2), 8).toString() : text);
      case TEXT, DECIMAL, BOOLEAN, NULL -> Optional.empty();
    };
  }

  private ScalarReader() {}
}
