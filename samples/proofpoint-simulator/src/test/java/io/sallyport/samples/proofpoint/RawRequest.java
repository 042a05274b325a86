// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** Sends what the JDK's client would refuse to send. */
final class RawRequest {
  private RawRequest() {}

  static int status(ProofpointSimulator simulator, String... head) throws IOException {
    try (Socket socket = new Socket(simulator.uri().getHost(), simulator.uri().getPort())) {
      socket.setSoTimeout(10_000);
      String request = String.join("\r\n", head) + "\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
      return Integer.parseInt(line.split(" ", -1)[1]);
    }
  }
}
