// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.health.Health;
import io.sallyport.runtime.health.HealthPolicy;

/** A phase with how far it has come, as in {@code FAILING (2 of 3)}. */
final class PhaseText {

  static String of(Health health, HealthPolicy policy) {
    return switch (health.phase()) {
      case FAILING -> "FAILING (" + health.failures() + " of " + policy.afterFailures() + ")";
      case RECOVERING -> "RECOVERING (" + health.successes() + " of " + policy.recoverAfter() + ")";
      case DISABLED, UNKNOWN, UP, DOWN -> health.phase().name();
    };
  }

  private PhaseText() {}
}
