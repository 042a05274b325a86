// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server on this machine, which can be cut and mended. */
final class Relay implements AutoCloseable {

  private enum State {
    OPEN,
    CUT,
    SILENT
  }

  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile State state = State.OPEN;

  Relay(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** As if the server had been stopped. */
  void cut() {
    state = State.CUT;
    sockets.forEach(Relay::end);
  }

  /** As if a cable had been pulled out. */
  void silence() {
    state = State.SILENT;
  }

  /** What was connected in the meantime is not any more. */
  void mend() {
    cut();
    state = State.OPEN;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        sockets.add(near);
        if (state == State.CUT) {
          end(near);
        } else if (state == State.OPEN) {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(far);
          start(() -> copy(near, far));
          start(() -> copy(far, near));
        }
      } catch (IOException e) {
        // The listener is closed, or the server is: the next one will tell.
        sockets.removeIf(Socket::isClosed);
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] bytes = new byte[8192];
    try {
      int length = from.getInputStream().read(bytes);
      while (length >= 0) {
        if (state == State.OPEN) {
          to.getOutputStream().write(bytes, 0, length);
        }
        length = from.getInputStream().read(bytes);
      }
    } catch (IOException e) {
      // Then both ends are to know it.
      end(from);
    }
    end(to);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
