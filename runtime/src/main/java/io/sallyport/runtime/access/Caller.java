// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

import java.util.Optional;

/**
 * Who asks, as a door knows it. What that lets him do is decided against the configuration in force
 * when the command runs.
 *
 * @param account the operating-system user on whose behalf the door acts
 * @param user as whom, by the name in the configuration; empty: the operator
 * @param site from which site, by its name; empty: the user's own, or any for the operator
 * @param door where the call came in, such as {@code command line}
 */
public record Caller(String account, Optional<String> user, Optional<String> site, String door) {

  /** The operating-system user who started this process: the operator. */
  public static Caller operatingSystemUser() {
    return new Caller(
        System.getProperty("user.name", "unknown"),
        Optional.empty(),
        Optional.empty(),
        "command line");
  }

  /** The same account, acting as that user from that site. */
  public Caller as(Optional<String> asUser, Optional<String> fromSite) {
    return new Caller(account, asUser, fromSite, door);
  }

  /** Whether this is whoever may start the process, and so may do everything. */
  public boolean operator() {
    return user.isEmpty();
  }

  /** The user, or else the account. */
  public String name() {
    return user.orElse(account);
  }
}
