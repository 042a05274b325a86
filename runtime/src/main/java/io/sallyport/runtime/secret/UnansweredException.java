// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

/** A vault has given no answer, not even a failure. */
final class UnansweredException extends Exception {

  /** Why there is none. */
  enum Reason {
    LATE("no answer in time"),
    TOO_MANY(LookUps.MOST + " look-ups have not ended"),
    CLOSED("the runtime is shutting down");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  UnansweredException(Reason reason, LookUpRun run) {
    super(reason.words + (run.isCancelled() ? ", and the run was cancelled" : ""));
  }
}
