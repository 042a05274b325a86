// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON Schema as the text of a file. */
public final class SchemaFile {

  /** Indented, and ended by a line break. */
  public static String of(ObjectNode schema) {
    return PrettyJson.write(schema) + "\n";
  }

  private SchemaFile() {}
}
