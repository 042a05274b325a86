// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One request and the ways to end it: what a {@link Misbehaviour} may do on the connection. Used by
 * the thread of the connection alone.
 */
final class Turn {

  private final ServerRequest request;
  private final Answering answering;
  private final Wire wire;
  private final Optional<Fault> fault;
  private final long arrived;
  private final AnswerWriter writer;
  private int handledStatus;
  private boolean observed;
  private boolean ended;

  Turn(ServerRequest request, Optional<Fault> fault, long arrived, Answering answering, Wire wire) {
    this.request = request;
    this.fault = fault;
    this.arrived = arrived;
    this.answering = answering;
    this.wire = wire;
    this.writer = new AnswerWriter(wire.output(), request.head(), this::observe);
    answering.log().add(request);
  }

  /** Returns where the answer is written. */
  AnswerWriter writer() {
    return writer;
  }

  /** Calls the handler, which makes what was asked for happen, and returns its answer. */
  ServerAnswer handle() {
    ServerAnswer answer = answering.answer(request);
    handledStatus = answer.status();
    return answer;
  }

  /**
   * Waits.
   *
   * @throws IOException when the server is closed meanwhile
   */
  void pause(Duration duration) throws IOException {
    observe(handledStatus);
    answering.pause(duration.toMillis());
  }

  /** Reads on and says nothing until the client leaves; the connection ends with it. */
  void waitForClientToLeave() throws IOException {
    observe(0);
    wire.drain();
    ended = true;
  }

  /** Reads nothing any more until the server is closed; the connection ends with it. */
  void waitForServerToClose() throws IOException {
    observe(0);
    answering.pause(Long.MAX_VALUE);
  }

  /** Ends the connection in order, after what was written. */
  void closeConnection() {
    observe(0);
    ended = true;
  }

  /** Ends the connection with a TCP reset. */
  void resetConnection() throws IOException {
    observe(0);
    wire.reset();
    ended = true;
  }

  /** The first to know tells: what comes later is the rest of the same answer. */
  private void observe(int status) {
    if (!observed) {
      observed = true;
      answering
          .observer()
          .observe(request, fault, status, Duration.ofNanos(System.nanoTime() - arrived));
    }
  }

  /** Returns whether the client may send another request. */
  boolean isFollowed() {
    return !ended && writer.keepsAlive();
  }
}
