// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one check has come to. Only a failure counts as one, only a pass as the other. */
public sealed interface CheckOutcome {

  /**
   * The connection works.
   *
   * @param warnings what will break it before long, or keeps some commands from working
   */
  record Passed(List<String> warnings) implements CheckOutcome {}

  /**
   * The connection does not work.
   *
   * @param indicator the first of the three lines of the Error
   * @param statusCode of the second
   * @param message of the third, without <i>Message:</i>
   * @param details likely causes and what to change, a line each
   * @param stages how far the check has come, a line each
   */
  record Failed(
      Category category,
      String indicator,
      int statusCode,
      String message,
      List<String> details,
      List<String> stages)
      implements CheckOutcome {}

  /**
   * The product asks not to be called so often, which says nothing about whether it works.
   *
   * @param retryAfter when it may be asked again, where it has said so
   */
  record Throttled(Optional<Duration> retryAfter) implements CheckOutcome {}

  /**
   * The check itself could not be made, by a fault on this side.
   *
   * @param reason for a person
   */
  record Inconclusive(String reason) implements CheckOutcome {}
}
