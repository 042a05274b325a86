// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** One connection through a proxy: two pumps, each on a thread. */
final class ProxiedConnection implements Conversation {

  private static final int BUFFER = 16 * 1024;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int FAREWELL_MILLIS = 1_000;

  private final Socket client;
  private final Socket server = new Socket();
  private final InetSocketAddress target;
  private final CuttingProxy.Cut cut;
  private final AtomicLong bytesToServer;
  private final AtomicLong bytesToClient;
  private volatile boolean isCut;

  ProxiedConnection(
      Socket client,
      InetSocketAddress target,
      CuttingProxy.Cut cut,
      AtomicLong bytesToServer,
      AtomicLong bytesToClient) {
    this.client = client;
    this.target = target;
    this.cut = cut;
    this.bytesToServer = bytesToServer;
    this.bytesToClient = bytesToClient;
  }

  @Override
  public void run() {
    try (client;
        server) {
      client.setTcpNoDelay(true);
      if (cut.requestBytes() == 0) {
        cutClient();
        drain(client);
        return;
      }
      connect();
      Thread back = new Thread(this::passAnswers, Thread.currentThread().getName() + "-back");
      back.setDaemon(true);
      back.start();
      passRequests();
      back.join();
    } catch (IOException left) {
      // One side has left, or the proxy is being closed.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void abort() {
    close(client);
    close(server);
  }

  private void connect() throws IOException {
    try {
      server.connect(target, CONNECT_MILLIS);
      server.setTcpNoDelay(true);
    } catch (IOException unreachable) {
      Wire.reset(client);
      throw unreachable;
    }
  }

  private void passRequests() {
    try {
      if (pass(client, server, cut.requestBytes(), bytesToServer)) {
        cutClient();
      }
      server.shutdownOutput();
      drain(client);
    } catch (IOException broken) {
      endServer();
    }
  }

  private void passAnswers() {
    try {
      if (passAnswer()) {
        cutClient();
        server.shutdownOutput();
        drain(server);
      } else if (!isCut) {
        client.shutdownOutput();
      }
    } catch (IOException broken) {
      endServer();
    }
  }

  private boolean passAnswer() throws IOException {
    return cut.answerBytes() == 0
        ? server.getInputStream().read() >= 0
        : pass(server, client, cut.answerBytes(), bytesToClient);
  }

  /**
   * Passes bytes on until the stream ends or the connection is cut, which makes it throw them away.
   *
   * @return whether it has passed as many as it was to
   */
  private boolean pass(Socket from, Socket to, long limit, AtomicLong counter) throws IOException {
    InputStream input = from.getInputStream();
    OutputStream output = to.getOutputStream();
    byte[] buffer = new byte[BUFFER];
    long left = limit;
    while (left > 0) {
      int length = input.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (length < 0) {
        return false;
      }
      if (!isCut) {
        left -= length;
        // Before the last byte goes: what it brings about must not be passed on any more.
        isCut = left == 0;
        counter.addAndGet(length);
        output.write(buffer, 0, length);
      }
    }
    return true;
  }

  private void cutClient() throws IOException {
    isCut = true;
    if (cut.ending() == CuttingProxy.Ending.RESET) {
      Wire.reset(client);
    } else {
      client.shutdownOutput();
      client.setSoTimeout(FAREWELL_MILLIS);
    }
  }

  /**
   * After a cut, lets the server read what it got: only the client is to see that anything is
   * wrong. Without one, passes on that a side has broken the connection.
   */
  private void endServer() {
    try {
      if (isCut) {
        server.shutdownOutput();
        drain(server);
      } else {
        Wire.reset(client);
        Wire.reset(server);
      }
    } catch (IOException left) {
      // The other pump, or the server itself, was faster.
    }
  }

  private static void drain(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // A socket whose close fails is closed.
    }
  }
}
