// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;

/** The host's own run: it can stop what is on its way, and is told what has left. */
public interface TrackedInvocation extends Invocation {

  /**
   * Has the action run when this run is cancelled, at once when it already is. The action does not
   * block, and does nothing once its request has ended. Called once for each request.
   */
  void onCancel(Runnable action);

  /**
   * What is known about the request that is on its way: {@code UNKNOWN} just before its first byte
   * may leave, {@code YES} once the product has answered, {@code NO} when it ended and nothing can
   * have left. Called on a thread that must not be blocked.
   */
  void sent(Sent sent);

  /** An attempt has ended. Called on a thread that must not be blocked. */
  void attempted(Attempt attempt);
}
