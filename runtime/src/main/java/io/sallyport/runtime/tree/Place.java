// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.tree;

import static java.util.Objects.requireNonNull;

/**
 * Where something was written.
 *
 * @param source the file as a person knows it, such as {@code connections/acme.yaml}, or another
 *     name for where the text came from
 * @param line counted from 1; 0 when unknown
 * @param column counted from 1; 0 when unknown
 */
public record Place(String source, int line, int column) {

  public Place {
    requireNonNull(source, "source is null");
  }

  /** A place of which only the source is known. */
  public static Place of(String source) {
    return new Place(source, 0, 0);
  }

  /** {@code connections/acme.yaml:12:5}, or the source alone when the line is unknown. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
