// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that belongs to somebody else: a log that is set up anew must not close standard error.
 */
final class Unclosed extends FilterOutputStream {

  Unclosed(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    out.write(octets, offset, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
