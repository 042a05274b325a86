// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends every write as one chunk of its own. Closing it sends the last chunk, not the socket. */
final class ChunkedOutput extends OutputStream {

  private static final byte[] LINE_END = {'\r', '\n'};

  private final OutputStream output;
  private final boolean framed;

  ChunkedOutput(OutputStream output, boolean framed) {
    this.output = output;
    this.framed = framed;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return; // A chunk of no bytes would be the last.
    }
    if (framed) {
      output.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
      output.write(LINE_END);
    }
    output.write(bytes, offset, length);
    if (framed) {
      output.write(LINE_END);
    }
    output.flush();
  }

  @Override
  public void close() throws IOException {
    if (framed) {
      output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    output.flush();
  }
}
