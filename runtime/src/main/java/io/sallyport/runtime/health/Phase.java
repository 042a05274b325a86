// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

/** Where a connection stands. */
public enum Phase {
  /** It has no health check, or is not active. */
  DISABLED,
  /** No check has come to a conclusion yet. */
  UNKNOWN,
  /** The last conclusive check has passed. */
  UP,
  /** The last checks have failed, fewer than it takes to say so. */
  FAILING,
  /** Enough checks in a row have failed: there is an incident. */
  DOWN,
  /** There is an incident, and the last checks have passed, fewer than it takes to say so. */
  RECOVERING;

  /** Whether there is an open incident. */
  public boolean hasIncident() {
    return this == DOWN || this == RECOVERING;
  }
}
