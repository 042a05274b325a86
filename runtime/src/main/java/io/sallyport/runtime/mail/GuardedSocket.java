// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket whose writes end in time, and whose other side cannot fill the memory with one endless
 * answer.
 */
final class GuardedSocket extends Socket {

  /** No answer to one command is longer; those of real servers have a few hundred octets. */
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final Duration writeTime;
  private int received;

  GuardedSocket(Duration writeTime) {
    this.writeTime = writeTime;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int start, int length) throws IOException {
        int count = super.read(into, start, length);
        received += Math.max(count, 0);
        if (received > LONGEST_ANSWER) {
          throw new EndlessAnswerException();
        }
        return count;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int start, int length) throws IOException {
        received = 0;
        try (Deadline deadline = Deadline.in(writeTime)) {
          deadline.guard(GuardedSocket.this);
          try {
            out.write(octets, start, length);
          } catch (IOException failed) {
            if (deadline.passed()) {
              SocketTimeoutException late = new SocketTimeoutException("Write timed out");
              late.initCause(failed);
              throw late;
            }
            throw failed;
          }
        }
      }
    };
  }

  /** The server does not come to an end. */
  static final class EndlessAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    EndlessAnswerException() {
      super("An answer of the mail server is longer than " + LONGEST_ANSWER + " octets");
    }
  }
}
