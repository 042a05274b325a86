// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with several parameters, so that a caller hears of all at once. */
final class Violations {

  private @Nullable InvalidInputException found;

  /** As {@link InvalidInputException#of}: {@code expected} completes <i>It must …</i>. */
  void add(String parameter, String expected) {
    found =
        found == null
            ? InvalidInputException.of(parameter, expected)
            : found.and(parameter, expected);
  }

  /** Does nothing when nothing was added. */
  void throwIfAny() {
    if (found != null) {
      throw found;
    }
  }
}
