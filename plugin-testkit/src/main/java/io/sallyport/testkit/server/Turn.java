// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.time.Duration;

/** One request and the ways to end it: what a {@link Misbehaviour} may do on the connection. */
interface Turn {

  /** Returns where the answer is written. */
  AnswerWriter writer();

  /** Calls the handler, which makes what was asked for happen, and returns its answer. */
  ServerAnswer handle();

  /**
   * Waits.
   *
   * @throws IOException when the server is closed meanwhile
   */
  void pause(Duration duration) throws IOException;

  /** Reads on and says nothing until the client leaves; the connection ends with it. */
  void waitForClientToLeave() throws IOException;

  /** Reads nothing any more until the server is closed; the connection ends with it. */
  void waitForServerToClose() throws IOException;

  /** Ends the connection in order, after what was written. */
  void closeConnection();

  /** Ends the connection with a TCP reset. */
  void resetConnection() throws IOException;
}
