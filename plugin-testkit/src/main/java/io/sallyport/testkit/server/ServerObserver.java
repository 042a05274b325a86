// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.time.Duration;
import java.util.Optional;

/** Is told of every request of a {@link FaultyServer}, answered or not. */
@FunctionalInterface
public interface ServerObserver {

  /**
   * Is told what becomes of a request; once for each, and before the client can know it.
   *
   * <p>Called on the thread of the connection, by as many threads at once as there are connections
   * with a request; must not wait.
   *
   * @param request without a body when the fault does not read it
   * @param fault what is in the way, or empty
   * @param status what is about to be sent; 0 when no answer is
   * @param took since the head of the request was read
   */
  void observe(ServerRequest request, Optional<Fault> fault, int status, Duration took);
}
