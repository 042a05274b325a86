// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;

/**
 * What would be accepted instead, as a sentence for the person who gave the value; never the value
 * itself.
 */
final class Remedy {

  /** For a parameter that is missing. */
  static String of(Parameter parameter, ValueType type) {
    boolean list = type instanceof ValueType.ListOf;
    String words = parameter.expected().isEmpty() ? type.describe() : parameter.expected();
    String each = list && !parameter.expected().isEmpty() ? "a list, each item " : "";
    String example =
        list && !parameter.isSecret() && !parameter.example().isEmpty()
            ? ", such as " + parameter.example()
            : "";
    return "It must be " + each + words + example + ".";
  }

  /** For a value that is not of the type. */
  static String of(Parameter parameter, ValueType type, Node given) {
    if (!(given instanceof Scalar scalar)) {
      return of(parameter, type);
    }
    if (wantsText(type) && isTypedOtherwise(scalar)) {
      return "It must be text: put it in quotes.";
    }
    boolean brokenJson =
        !wantsText(type) && UntypedJson.isMeant(scalar) && UntypedJson.parse(scalar).isEmpty();
    return (brokenJson ? "It begins like JSON and is not valid JSON. " : "") + of(parameter, type);
  }

  private static boolean wantsText(ValueType type) {
    return type == ValueType.Basic.TEXT || type == ValueType.Basic.SECRET;
  }

  private static boolean isTypedOtherwise(Scalar scalar) {
    return switch (scalar.kind()) {
      case INTEGER, DECIMAL, BOOLEAN -> true;
      case TEXT, NULL, UNTYPED -> false;
    };
  }

  private Remedy() {}
}
