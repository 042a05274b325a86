// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import java.util.Optional;

/**
 * Decides. Sites, tenants and permissions join as further rules; the operator is above those, but
 * not above an inactive connection.
 */
public final class Access {

  /**
   * Whether the caller may run a command through a connection now.
   *
   * @param connection its name
   * @param active whether the connection is in use at all
   * @return empty when allowed; otherwise the rule that denies, as a sentence for the caller
   */
  public static Optional<String> denial(Caller caller, String connection, boolean active) {
    if (!active) {
      return Optional.of("The connection " + connection + " is inactive.");
    }
    if (!caller.operator()) {
      return Optional.of(caller.name() + " is not the operator.");
    }
    return Optional.empty();
  }

  private Access() {}
}
