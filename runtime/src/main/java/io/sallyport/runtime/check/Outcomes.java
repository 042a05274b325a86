// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.health.CheckOutcome;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Inconclusive;
import io.sallyport.runtime.health.CheckOutcome.Passed;
import io.sallyport.runtime.health.CheckOutcome.Throttled;

/** What a check has come to, in the words of the table and of the history. */
final class Outcomes {

  static String name(CheckOutcome outcome) {
    if (outcome instanceof Passed) {
      return "passed";
    }
    if (outcome instanceof Failed) {
      return "failed";
    }
    return outcome instanceof Throttled ? "throttled" : "inconclusive";
  }

  static int status(CheckOutcome outcome) {
    return outcome instanceof Failed failed ? failed.statusCode() : 0;
  }

  /** Empty when it passed without a warning. */
  static String message(CheckOutcome outcome) {
    if (outcome instanceof Passed passed) {
      return String.join(" ", passed.warnings());
    }
    if (outcome instanceof Failed failed) {
      return failed.message();
    }
    if (outcome instanceof Throttled throttled) {
      return throttled
          .retryAfter()
          .map(time -> "The product asks for a pause of " + time.toSeconds() + " s.")
          .orElse("The product asks not to be called so often.");
    }
    return ((Inconclusive) outcome).reason();
  }

  static String reason(CheckOutcome outcome) {
    if (outcome instanceof Passed) {
      return "the check has passed";
    }
    return outcome instanceof Failed failed
        ? failed.statusCode() + " " + failed.message()
        : message(outcome);
  }

  private Outcomes() {}
}
