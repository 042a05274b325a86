// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The least that speaks HTTP: shows a test each request as it came over the wire, and sends back
 * what the test gives it, octet by octet. Thread-safe.
 */
final class RawVendor implements AutoCloseable {

  /**
   * A request as it was received.
   *
   * @param line method, target and version
   * @param headers names in lower case, a colon, and the value
   * @param body a character an octet
   */
  record Request(String line, List<String> headers, String body) {

    String method() {
      return line.substring(0, line.indexOf(' '));
    }

    String target() {
      return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    }
  }

  /** How the end of a body is told. */
  enum Framing {
    LENGTH,
    CHUNKS,
    CLOSE
  }

  /**
   * What to send back.
   *
   * @param headers whole lines, without those that tell the end of the body
   * @param body a character an octet
   */
  record Answer(int status, List<String> headers, String body, Framing framing) {

    static Answer json(int status, String body) {
      return new Answer(
          status,
          List.of("Content-Type: application/json"),
          new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
          Framing.LENGTH);
    }
  }

  private final ServerSocket server;
  private final List<Request> received = new ArrayList<>();
  private volatile Function<Request, Answer> answers = request -> Answer.json(404, "{}");

  RawVendor() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("vendor", this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on requests are answered so; the function is called by one thread at a time. */
  void answer(Function<Request, Answer> function) {
    answers = function;
  }

  /** What has come since this was last asked. */
  List<Request> received() {
    synchronized (received) {
      List<Request> all = List.copyOf(received);
      received.clear();
      return all;
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon("vendor connection", () -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String line = line(in);
      while (!line.isEmpty()) {
        Request request = request(line, in);
        Answer answer;
        synchronized (received) {
          received.add(request);
          answer = answers.apply(request);
        }
        out.write(octets(answer));
        out.flush();
        if (answer.framing() == Framing.CLOSE) {
          return;
        }
        line = line(in);
      }
    } catch (IOException e) {
      // The other side has had enough; that is its right.
    }
  }

  private static Request request(String line, InputStream in) throws IOException {
    List<String> headers = new ArrayList<>();
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      String name = header.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
      String value = header.substring(colon + 1).strip();
      headers.add(name + ":" + value);
      if (name.equals("content-length")) {
        length = Integer.parseInt(value);
      }
    }
    return new Request(
        line, headers, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
  }

  /** A line without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(Answer answer) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(answer.status()).append(" Whatever\r\n");
    answer.headers().forEach(header -> head.append(header).append("\r\n"));
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    byte[] body = bodiless ? new byte[0] : answer.body().getBytes(StandardCharsets.ISO_8859_1);
    switch (answer.framing()) {
      case LENGTH -> head.append(bodiless ? "" : "Content-Length: " + body.length + "\r\n");
      case CHUNKS -> head.append(bodiless ? "" : "Transfer-Encoding: chunked\r\n");
      case CLOSE -> head.append("Connection: close\r\n");
    }
    octets.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (answer.framing() == Framing.CHUNKS && !bodiless) {
      int half = body.length / 2;
      chunk(body, 0, half, octets);
      chunk(body, half, body.length, octets);
      octets.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    } else {
      octets.write(body);
    }
    return octets.toByteArray();
  }

  private static void chunk(byte[] body, int from, int to, ByteArrayOutputStream octets) {
    if (to > from) {
      octets.writeBytes(
          (Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      octets.write(body, from, to - from);
      octets.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
