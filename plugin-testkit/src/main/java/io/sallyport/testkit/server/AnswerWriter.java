// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import io.sallyport.plugin.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/** Writes the answer to one request, whole or in the pieces that a fault asks for. */
final class AnswerWriter {

  private final OutputStream output;
  private final RequestHead request;
  private final IntConsumer statusObserver;
  private boolean keepsAlive;

  /**
   * @param statusObserver told of the status before it is written
   */
  AnswerWriter(OutputStream output, RequestHead request, IntConsumer statusObserver) {
    this.output = output;
    this.request = request;
    this.statusObserver = statusObserver;
    this.keepsAlive = request.keepsAlive();
  }

  /** Writes head and body; the body is left out where HTTP allows none. */
  void write(ServerAnswer answer) throws IOException {
    byte[] body = answer.body();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head(answer, answer.mayHaveBody() ? "Content-Length: " + body.length : ""));
    if (answer.mayHaveBody() && sendsBody()) {
      whole.write(body);
    }
    raw(whole.toByteArray());
  }

  /** Writes the head alone, with a length that need not be the body's. */
  void writeHead(ServerAnswer answer, long length) throws IOException {
    raw(head(answer, "Content-Length: " + length));
  }

  /**
   * Writes the head and returns where the chunks go: each write is one. To HTTP/1.0, which has no
   * chunks, the bytes go as they are and the end of the connection is the end of the body.
   */
  ChunkedOutput writeChunked(ServerAnswer answer) throws IOException {
    keepsAlive = keepsAlive && request.http11();
    raw(head(answer, request.http11() ? "Transfer-Encoding: chunked" : ""));
    return new ChunkedOutput(output, request.http11());
  }

  /** Writes bytes as they are and at once. */
  void raw(byte[] bytes) throws IOException {
    raw(bytes, 0, bytes.length);
  }

  void raw(byte[] bytes, int offset, int length) throws IOException {
    output.write(bytes, offset, length);
    output.flush();
  }

  /** Returns whether the request may be answered with a body: not when it was HEAD. */
  boolean sendsBody() {
    return !request.isHead();
  }

  /** Returns whether the client was told, after what was written, that it may ask again. */
  boolean keepsAlive() {
    return keepsAlive;
  }

  private byte[] head(ServerAnswer answer, String framing) {
    statusObserver.accept(answer.status());
    StringBuilder head = new StringBuilder();
    line(
        head,
        (request.http11() ? "HTTP/1.1 " : "HTTP/1.0 ")
            + answer.status()
            + " "
            + HttpStatus.reasonPhrase(answer.status()));
    answer.headers().forEach(header -> line(head, header.getKey() + ": " + header.getValue()));
    if (!framing.isEmpty()) {
      line(head, framing);
    }
    String connection = answer.header("Connection", "");
    keepsAlive = keepsAlive && !connection.equalsIgnoreCase("close");
    if (connection.isEmpty() && (!keepsAlive || !request.http11())) {
      line(head, "Connection: " + (keepsAlive ? "keep-alive" : "close"));
    }
    line(head, "");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder head, String text) {
    head.append(text).append("\r\n");
  }
}
