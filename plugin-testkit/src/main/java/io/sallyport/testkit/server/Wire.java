// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * One connection as bytes.
 *
 * @param accepted the TCP socket, which a reset needs
 * @param spoken where HTTP is spoken: the TCP socket, or TLS over it
 */
record Wire(Socket accepted, Socket spoken, InputStream input, OutputStream output) {

  private static final int BUFFER = 16 * 1024;
  private static final int FAREWELL_MILLIS = 1_000;

  static Wire over(Socket accepted, Socket spoken) throws IOException {
    return new Wire(
        accepted,
        spoken,
        new BufferedInputStream(spoken.getInputStream(), BUFFER),
        new BufferedOutputStream(spoken.getOutputStream(), BUFFER));
  }

  /** Reads and forgets until the client leaves. */
  void drain() throws IOException {
    input.transferTo(OutputStream.nullOutputStream());
  }

  /** Ends the connection so that the other side sees a reset, below any TLS. */
  void reset() throws IOException {
    reset(accepted);
  }

  static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Ends the connection in order. Waits a moment for the client to have read what was sent: a
   * socket that is closed with bytes unread sends a reset.
   */
  void sayGoodbye() throws IOException {
    spoken.shutdownOutput();
    accepted.setSoTimeout(FAREWELL_MILLIS);
    drain();
  }
}
