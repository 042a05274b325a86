// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/** What happens on a connection before the first request. */
@FunctionalInterface
interface Greeting {

  /**
   * Returns the socket on which HTTP is spoken, which stands over the given one or is it; empty
   * when the connection is to be closed.
   */
  Optional<Socket> greet(Socket accepted) throws IOException;
}
