// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are and tells how the server's end came. */
final class RawClient implements AutoCloseable {

  /** How long an answer that must come may take. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream input;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient to(URI server) throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));
  }

  /** Sends lines, each with its end, and the empty line behind them. */
  RawClient send(String... head) throws IOException {
    return sendText(String.join("\r\n", head) + "\r\n\r\n");
  }

  RawClient sendText(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Returns the head of the next answer with its empty line. */
  String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  String read(int bytes) throws IOException {
    return new String(input.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Returns everything up to the orderly end of the connection. */
  String everything() throws IOException {
    return new String(input.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Returns whether nothing comes for a while, not even the end of the connection. */
  boolean hearsNothing() throws IOException {
    socket.setSoTimeout(200);
    try {
      return input.read() == Integer.MIN_VALUE;
    } catch (SocketTimeoutException nothing) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Reads on until the connection ends in whatever way; fails when it does not. */
  void readToAnyEnd() throws IOException {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  /** Returns whether the connection ends with a reset and not in order. */
  boolean isReset() throws IOException {
    try {
      input.readAllBytes();
      return false;
    } catch (SocketException reset) {
      return String.valueOf(reset.getMessage()).contains("reset");
    }
  }

  /** Returns what is not read yet. */
  InputStream rest() {
    return input;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
