// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import io.sallyport.runtime.tree.Place;

/**
 * One thing that is wrong with what was given.
 *
 * @param parameter its display name; for an unknown one, what was typed
 * @param place where it was given, or where it is missing
 * @param detail what would be accepted, as a sentence; never the value
 */
public record Violation(Kind kind, String parameter, Place place, String detail) {

  /** In which way it is wrong. */
  public enum Kind {
    MISSING("The parameter (%s) is required."),
    INVALID("The value for parameter (%s) is invalid."),
    UNKNOWN("The parameter (%s) is unknown."),
    REPEATED("The parameter (%s) is given twice.");

    private final String headline;

    Kind(String headline) {
      this.headline = headline;
    }
  }

  /**
   * The finding without the remedy, such as {@code The value for parameter (Group ID) is invalid.}
   */
  public String headline() {
    return kind.headline.replace("%s", parameter);
  }
}
