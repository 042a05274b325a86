// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

/**
 * A single value.
 *
 * @param text as it was written, without quotes
 */
public record Scalar(Place place, Kind kind, String text) implements Node {

  /** What the way of writing says about the type. */
  public enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL,
    /** Text typed on a command line, whose type the parameter decides. */
    UNTYPED
  }

  /** Kind and place; never the text, which may be a secret. */
  @Override
  public String toString() {
    return kind + " at " + place;
  }
}
