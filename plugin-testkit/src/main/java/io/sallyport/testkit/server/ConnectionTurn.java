// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.time.Duration;

/** One request on a real connection. Used by the thread of the connection alone. */
final class ConnectionTurn implements Turn {

  private final ServerRequest request;
  private final Answering answering;
  private final Wire wire;
  private final AnswerWriter writer;
  private boolean ended;

  ConnectionTurn(RequestHead head, byte[] body, Answering answering, Wire wire) {
    this.request = new ServerRequest(head, body);
    this.answering = answering;
    this.wire = wire;
    this.writer = new AnswerWriter(wire.output(), head);
    answering.log().add(request);
  }

  @Override
  public AnswerWriter writer() {
    return writer;
  }

  @Override
  public ServerAnswer handle() {
    return answering.answer(request);
  }

  @Override
  public void pause(Duration duration) throws IOException {
    answering.pause(duration.toMillis());
  }

  @Override
  public void waitForClientToLeave() throws IOException {
    wire.drain();
    ended = true;
  }

  @Override
  public void waitForServerToClose() throws IOException {
    answering.pause(Long.MAX_VALUE);
  }

  @Override
  public void closeConnection() {
    ended = true;
  }

  @Override
  public void resetConnection() throws IOException {
    wire.reset();
    ended = true;
  }

  /** Returns whether the client may send another request. */
  boolean isFollowed() {
    return !ended && writer.keepsAlive();
  }
}
