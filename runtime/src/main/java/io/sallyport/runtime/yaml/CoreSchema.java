// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import io.sallyport.runtime.tree.Scalar.Kind;
import java.util.regex.Pattern;

/**
 * What an unquoted value is, by the core schema of YAML 1.2: {@code no} and {@code 1_000} are text.
 */
final class CoreSchema {

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private CoreSchema() {}

  static Kind kindOf(String plain) {
    if (plain.isEmpty()) {
      return Kind.NULL;
    }
    return switch (plain.charAt(0)) {
      case '~', 'n', 'N' -> isNull(plain) ? Kind.NULL : Kind.TEXT;
      case 't', 'T', 'f', 'F' -> isBoolean(plain) ? Kind.BOOLEAN : Kind.TEXT;
      case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(plain);
      default -> Kind.TEXT;
    };
  }

  private static boolean isNull(String plain) {
    return switch (plain) {
      case "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  private static boolean isBoolean(String plain) {
    return switch (plain) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> true;
      default -> false;
    };
  }

  private static Kind number(String plain) {
    if (INTEGER.matcher(plain).matches()) {
      return Kind.INTEGER;
    }
    return DECIMAL.matcher(plain).matches() ? Kind.DECIMAL : Kind.TEXT;
  }
}
