// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.health.Phase;
import java.util.List;
import java.util.Optional;

/** A health that differs from another in little. */
record HealthCopy(Health health, long number, Optional<Incident> incident) {

  HealthCopy(Health health) {
    this(health, health.slot(), health.incident());
  }

  HealthCopy slot(long next) {
    return new HealthCopy(health, next, incident);
  }

  /** With an incident of this number, to which one more failure has come. */
  HealthCopy opened(int next) {
    return new HealthCopy(
        health,
        number,
        Optional.of(
            new Incident(
                next,
                health.since(),
                health.since(),
                incident.map(Incident::failures).orElse(0) + 1,
                List.of("alice@example.com"),
                health.since(),
                0,
                Optional.empty())));
  }

  HealthCopy closed() {
    return new HealthCopy(health, number, Optional.empty());
  }

  Health in(Phase phase) {
    return new Health(
        phase,
        health.since(),
        health.failures(),
        health.successes(),
        health.authentications(),
        number,
        health.conclusive(),
        health.stale(),
        incident.map(Incident::number).orElse(health.incidents()),
        incident,
        health.mute(),
        health.identity());
  }
}
