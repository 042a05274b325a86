// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Misbehaviours that send too much, without holding it in memory; the handler is not called. */
final class Floods {

  /** The fewest bytes that {@link #writePadding} can write as JSON. */
  static final int SMALLEST = 16;

  private static final byte[] PADDING_START = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PADDING_END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int PIECE = 16 * 1024;
  private static final ServerAnswer HEAD =
      ServerAnswer.of(200).withHeader("Content-Type", "application/json");

  private Floods() {}

  static Misbehaviour endless(Duration interval) {
    return turn -> {
      ChunkedOutput chunks = turn.writer().writeChunked(HEAD);
      byte[] piece = "\"again and again\",\n".repeat(50).getBytes(StandardCharsets.US_ASCII);
      if (turn.writer().sendsBody()) {
        chunks.write('[');
      }
      while (turn.writer().sendsBody()) {
        chunks.write(piece);
        turn.pause(interval);
      }
    };
  }

  static Misbehaviour huge(long size) {
    return turn -> {
      turn.writer().writeHead(HEAD, size);
      if (turn.writer().sendsBody()) {
        writePadding(size, turn.writer()::raw);
      }
    };
  }

  static Misbehaviour gzipBomb(long size) {
    return turn -> {
      ServerAnswer head = HEAD.withHeader("Content-Encoding", "gzip");
      if (!turn.writer().sendsBody()) {
        turn.writer().writeHead(head, size);
        return;
      }
      try (OutputStream packed = new GZIPOutputStream(turn.writer().writeChunked(head), PIECE)) {
        writePadding(size, packed::write);
      }
    };
  }

  /** Writes a JSON object of exactly that many bytes. */
  private static void writePadding(long size, Sink sink) throws IOException {
    byte[] piece = new byte[PIECE];
    Arrays.fill(piece, (byte) 'x');
    sink.write(PADDING_START, 0, PADDING_START.length);
    long left = size - PADDING_START.length - PADDING_END.length;
    while (left > 0) {
      int length = (int) Math.min(left, piece.length);
      sink.write(piece, 0, length);
      left -= length;
    }
    sink.write(PADDING_END, 0, PADDING_END.length);
  }

  @FunctionalInterface
  private interface Sink {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }
}
