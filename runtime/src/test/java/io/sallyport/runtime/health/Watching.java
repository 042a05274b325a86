// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Inconclusive;
import io.sallyport.runtime.health.CheckOutcome.Passed;
import io.sallyport.runtime.health.CheckOutcome.Throttled;
import io.sallyport.runtime.health.HealthEvent.Checked;
import io.sallyport.runtime.health.HealthEvent.Watched;
import io.sallyport.runtime.health.HealthMachine.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One connection that is watched, by a clock that the test sets. */
final class Watching {

  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  static final String ADA = "ada@example.com";
  static final String BEN = "ben@example.com";
  static final Passed PASSED = new Passed(List.of());
  static final Throttled THROTTLED = new Throttled(Optional.of(Duration.ofMinutes(2)));
  static final Inconclusive INCONCLUSIVE = new Inconclusive("The pool is full.");

  Instant now = START;
  HealthPolicy policy = policy(3, 2);
  Health health = Health.none(START);
  private long slot;

  static Watching watched(int afterFailures, int recoverAfter) {
    Watching watching = new Watching();
    watching.policy = policy(afterFailures, recoverAfter);
    watching.apply(new Watched());
    return watching;
  }

  static HealthPolicy policy(int afterFailures, int recoverAfter) {
    return policy(afterFailures, recoverAfter, Duration.ofHours(4), List.of(ADA), "one");
  }

  static HealthPolicy policy(
      int afterFailures,
      int recoverAfter,
      Duration reminder,
      List<String> recipients,
      String identity) {
    return new HealthPolicy(
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        afterFailures,
        recoverAfter,
        reminder,
        recipients,
        identity);
  }

  static Failed failed(Category category) {
    return failed(category, "It does not answer.");
  }

  static Failed failed(Category category, String message) {
    return new Failed(category, "Error", 502, message, List.of(), List.of());
  }

  List<HealthEffect> apply(HealthEvent event) {
    Step step = HealthMachine.step(health, policy, event, now);
    health = step.health();
    return step.effects();
  }

  List<HealthEffect> check(CheckOutcome outcome) {
    return apply(new Checked(++slot, outcome));
  }

  List<HealthEffect> fail() {
    return check(failed(Category.CONNECT));
  }

  List<HealthEffect> pass() {
    return check(PASSED);
  }

  Watching after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Incident incident() {
    return health.incident().orElseThrow();
  }
}
