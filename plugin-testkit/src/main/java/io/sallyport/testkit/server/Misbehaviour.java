// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;

/** How one request is answered wrongly. Stateless: played by several connections at once. */
@FunctionalInterface
interface Misbehaviour {

  /**
   * Plays it.
   *
   * @throws IOException when the client has left, which ends the connection
   */
  void play(Turn turn) throws IOException;

  /** Returns whether the body of the request is read before. */
  default boolean readsBody() {
    return true;
  }
}
