// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

/** The secrets of one connection, as far as the client needs to know them. Thread-safe. */
@FunctionalInterface
public interface Credentials {

  /** Nothing to look up afresh. */
  Credentials NONE = () -> false;

  /**
   * Looks the connection's secrets up afresh. May block. Called at most once for one request, after
   * the product has answered 401.
   *
   * @return whether a value has changed
   */
  boolean refresh();
}
