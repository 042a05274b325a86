// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The greetings of a server on which TLS is spoken, or expected in vain. */
final class Handshakes {

  private static final byte HANDSHAKE = 22;
  private static final byte SERVER_HELLO = 2;
  private static final short TLS_1_0 = 0x0301;
  private static final short RSA_WITH_AES_128_CBC_SHA = 0x002f;
  private static final int RANDOM_BYTES = 32;
  private static final int RECORD_HEAD_BYTES = 5;

  private Handshakes() {}

  static Greeting of(TlsMode mode, TestCertificates certificates) {
    return switch (mode) {
      case TRUSTED, EXPIRED, WRONG_HOST, UNTRUSTED -> proper(certificates.context(mode));
      case OLD_PROTOCOL -> Handshakes::old;
      case SILENT_HANDSHAKE -> Handshakes::silent;
      case PLAIN -> Optional::of;
      case RESET_HANDSHAKE -> Handshakes::reset;
    };
  }

  private static Greeting proper(SSLContext context) {
    return accepted -> {
      SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, true);
      socket.startHandshake();
      return Optional.of(socket);
    };
  }

  /** Says what no server of the JDK would say any more. */
  private static Optional<Socket> old(Socket accepted) throws IOException {
    readClientHello(accepted);
    OutputStream output = accepted.getOutputStream();
    output.write(serverHello());
    output.flush();
    return silent(accepted);
  }

  private static Optional<Socket> silent(Socket accepted) throws IOException {
    accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
    return Optional.empty();
  }

  private static Optional<Socket> reset(Socket accepted) throws IOException {
    readClientHello(accepted);
    Wire.reset(accepted);
    return Optional.empty();
  }

  private static void readClientHello(Socket accepted) throws IOException {
    DataInputStream input = new DataInputStream(accepted.getInputStream());
    byte type = input.readByte();
    input.readShort();
    input.readFully(new byte[input.readUnsignedShort()]);
    if (type != HANDSHAKE) {
      throw new EOFException("What the client says is not TLS.");
    }
  }

  private static byte[] serverHello() {
    int hello = 2 + RANDOM_BYTES + 1 + 2 + 1;
    ByteBuffer bytes = ByteBuffer.allocate(RECORD_HEAD_BYTES + 4 + hello);
    bytes.put(HANDSHAKE).putShort(TLS_1_0).putShort((short) (4 + hello));
    bytes.put(SERVER_HELLO).put((byte) 0).putShort((short) hello);
    bytes.putShort(TLS_1_0).put(new byte[RANDOM_BYTES]);
    bytes.put((byte) 0); // no session to resume
    bytes.putShort(RSA_WITH_AES_128_CBC_SHA);
    bytes.put((byte) 0); // no compression
    return bytes.array();
  }
}
