// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a stage of a trial.
 *
 * @param evidence what shows it, on one line and without secret; empty where there is nothing
 * @param warning what will go wrong later
 * @param time zero for one that was not reached
 */
public record TrialStage(
    MailStage stage, Result result, String evidence, Optional<String> warning, Duration time) {

  /** How it ended. */
  public enum Result {
    PASSED,
    FAILED,
    NOT_REACHED,
    /** The settings do not ask for it. */
    NOT_ASKED
  }
}
