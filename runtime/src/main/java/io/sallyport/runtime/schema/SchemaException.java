// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import java.util.List;

/** A record cannot be a schema. Names everything that is in the way. */
public final class SchemaException extends RuntimeException {

  private final List<String> problems;

  SchemaException(List<String> problems) {
    super(String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  /** A sentence each, naming the record and the component. */
  public List<String> problems() {
    return problems;
  }
}
