// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Instant;

/** What can happen to a connection's health. Each may come twice; the second changes nothing. */
public sealed interface HealthEvent {

  /**
   * A scheduled check has ended.
   *
   * @param slot its number; where a later one has been applied already, this one is too late
   */
  record Checked(long slot, CheckOutcome outcome) implements HealthEvent {}

  /** Somebody has run Test Connection by hand: good news counts, bad news is his own. */
  record Tried(CheckOutcome outcome) implements HealthEvent {}

  /** It is watched, by the policy that comes with the event; perhaps as before. */
  record Watched() implements HealthEvent {}

  /**
   * It is watched no longer.
   *
   * @param reason for those who know of an open incident
   */
  record Unwatched(String reason) implements HealthEvent {}

  record Muted(Mute mute) implements HealthEvent {}

  record Unmuted() implements HealthEvent {}

  /**
   * Somebody looks whether checks still come to a conclusion.
   *
   * @param from when this process began to check, or when its clock was last set: nothing before
   *     counts as silence
   */
  record LookedAt(Instant from) implements HealthEvent {}
}
