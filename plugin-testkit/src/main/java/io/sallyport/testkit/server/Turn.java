// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.time.Duration;

/**
 * One request and the ways to end it: what a {@link Misbehaviour} may do on the connection. Used by
 * the thread of the connection alone.
 */
final class Turn {

  private final ServerRequest request;
  private final Answering answering;
  private final Wire wire;
  private final AnswerWriter writer;
  private boolean ended;

  Turn(RequestHead head, byte[] body, Answering answering, Wire wire) {
    this.request = new ServerRequest(head, body);
    this.answering = answering;
    this.wire = wire;
    this.writer = new AnswerWriter(wire.output(), head);
    answering.log().add(request);
  }

  /** Returns where the answer is written. */
  AnswerWriter writer() {
    return writer;
  }

  /** Calls the handler, which makes what was asked for happen, and returns its answer. */
  ServerAnswer handle() {
    return answering.answer(request);
  }

  /**
   * Waits.
   *
   * @throws IOException when the server is closed meanwhile
   */
  void pause(Duration duration) throws IOException {
    answering.pause(duration.toMillis());
  }

  /** Reads on and says nothing until the client leaves; the connection ends with it. */
  void waitForClientToLeave() throws IOException {
    wire.drain();
    ended = true;
  }

  /** Reads nothing any more until the server is closed; the connection ends with it. */
  void waitForServerToClose() throws IOException {
    answering.pause(Long.MAX_VALUE);
  }

  /** Ends the connection in order, after what was written. */
  void closeConnection() {
    ended = true;
  }

  /** Ends the connection with a TCP reset. */
  void resetConnection() throws IOException {
    wire.reset();
    ended = true;
  }

  /** Returns whether the client may send another request. */
  boolean isFollowed() {
    return !ended && writer.keepsAlive();
  }
}
