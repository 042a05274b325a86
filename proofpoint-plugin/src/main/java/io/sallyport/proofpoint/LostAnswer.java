// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Sent;

/** How a write is reported that may have been carried out, and of which no answer came. */
final class LostAnswer {

  private static final int STATUS = 504;

  /**
   * The same failure under the one status that says so, however the answer was lost: a playbook
   * asks for one number. A status of the product's own stays, and that of a run that was cancelled.
   */
  static CommandException told(CommandException failure) {
    boolean lost = failure.sent().orElse(Sent.UNKNOWN) == Sent.UNKNOWN && failure.status() >= 500;
    if (!lost || failure.status() == STATUS) {
      return failure;
    }
    String phrase = HttpStatus.reasonPhrase(failure.status()) + ": ";
    String text = failure.text();
    String found = text.startsWith(phrase) ? text.substring(phrase.length()) : text;
    CommandException told =
        CommandException.of(STATUS, HttpStatus.reasonPhrase(STATUS) + ": " + found)
            .withSent(Sent.UNKNOWN)
            .withCause(failure);
    for (String detail : failure.details()) {
      told = told.withDetail(detail);
    }
    return told;
  }

  private LostAnswer() {}
}
