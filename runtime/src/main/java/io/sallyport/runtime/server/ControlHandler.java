// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is done with what comes in by the control socket. Called by several threads at once. */
@FunctionalInterface
public interface ControlHandler {

  /**
   * Answers one request. The thread is interrupted when nobody waits for the answer any more.
   *
   * @param account the operating-system user at the other end, as the kernel knows it
   */
  ObjectNode answer(ObjectNode request, String account);
}
