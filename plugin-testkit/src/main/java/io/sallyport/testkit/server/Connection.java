// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection from its first byte to its last; runs on a thread of its own. */
final class Connection implements Conversation {

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final RequestHead UNREADABLE =
      new RequestHead("GET", "/", true, Map.of("Connection", List.of("close")));

  private final Socket accepted;
  private final Greeting greeting;
  private final Answering answering;

  Connection(Socket accepted, Greeting greeting, Answering answering) {
    this.accepted = accepted;
    this.greeting = greeting;
    this.answering = answering;
  }

  @Override
  public void run() {
    try (accepted) {
      accepted.setTcpNoDelay(true);
      Optional<Socket> spoken = greeting.greet(accepted);
      if (spoken.isPresent()) {
        serve(Wire.over(accepted, spoken.get()));
      }
    } catch (IOException left) {
      // The client has left, or the server is being closed: nobody is there to be told.
    }
  }

  @Override
  public void abort() {
    try {
      accepted.close();
    } catch (IOException closedAnyway) {
      // A socket whose close fails is closed.
    }
  }

  private void serve(Wire wire) throws IOException {
    RequestReader reader = new RequestReader(wire.input());
    try {
      boolean open = true;
      while (open) {
        Optional<RequestHead> head = reader.readHead();
        open = head.isPresent() && answer(head.get(), reader, wire);
      }
    } catch (RefusedRequest refused) {
      new AnswerWriter(wire.output(), UNREADABLE, status -> {})
          .write(ServerAnswer.of(refused.status()));
    }
    if (!accepted.isClosed()) {
      wire.sayGoodbye();
    }
  }

  /** Returns whether another request may follow. */
  private boolean answer(RequestHead head, RequestReader reader, Wire wire)
      throws IOException, RefusedRequest {
    long arrived = System.nanoTime();
    Optional<Fault> fault = answering.fault(head);
    boolean readsBody = fault.isEmpty() || fault.get().misbehaviour().readsBody();
    if (readsBody && head.expectsContinue() && RequestReader.announcesBody(head)) {
      wire.output().write(CONTINUE);
      wire.output().flush();
    }
    byte[] body = readsBody ? reader.readBody(head) : new byte[0];
    Turn turn = new Turn(new ServerRequest(head, body), fault, arrived, answering, wire);
    if (fault.isPresent()) {
      fault.get().misbehaviour().play(turn);
    } else {
      turn.writer().write(turn.handle());
    }
    return turn.isFollowed();
  }
}
