// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Misbehaviours in which no answer comes that HTTP knows. */
final class Breaks {

  private static final byte[] NOT_HTTP =
      "\u0000\u0001?? this is not the protocol you are looking for\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private Breaks() {}

  static Misbehaviour silent() {
    return Turn::waitForClientToLeave;
  }

  static Misbehaviour noRead() {
    return new NoRead();
  }

  static Misbehaviour close() {
    return Turn::closeConnection;
  }

  static Misbehaviour resetBefore() {
    return Turn::resetConnection;
  }

  static Misbehaviour resetAfter() {
    return turn -> {
      turn.handle();
      turn.resetConnection();
    };
  }

  static Misbehaviour notHttp() {
    return turn -> {
      turn.writer().raw(NOT_HTTP);
      turn.closeConnection();
    };
  }

  private static final class NoRead implements Misbehaviour {

    @Override
    public void play(Turn turn) throws IOException {
      turn.waitForServerToClose();
    }

    @Override
    public boolean readsBody() {
      return false;
    }
  }
}
