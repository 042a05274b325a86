// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import io.sallyport.testkit.server.TestProxy.Login;
import io.sallyport.testkit.server.TestProxy.Mood;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** One connection through a test proxy. */
final class ProxyConversation implements Conversation {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int LONGEST_HEAD = 65_536;
  private static final byte[] RUBBISH = {0, 1, 2, 3, 13, 10, 13, 10};

  private static final int SOCKS = 5;
  private static final int NO_LOGIN = 0;
  private static final int BY_PASSWORD = 2;
  private static final int NOT_ACCEPTABLE = 0xff;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int NOT_ALLOWED = 2;
  private static final int HOST_UNREACHABLE = 4;

  private final Socket client;
  private final TestProxy proxy;
  private final Socket server = new Socket();

  ProxyConversation(Socket client, TestProxy proxy) {
    this.client = client;
    this.proxy = proxy;
  }

  @Override
  public void run() {
    try (client;
        server) {
      client.setTcpNoDelay(true);
      switch (proxy.speaks()) {
        case HTTP -> http(client.getInputStream(), client.getOutputStream());
        case SOCKS5 -> socks(client.getInputStream(), client.getOutputStream());
      }
    } catch (IOException left) {
      // One side has left, or the proxy is being closed.
    }
  }

  @Override
  public void abort() {
    close(client);
    close(server);
  }

  private void http(InputStream input, OutputStream output) throws IOException {
    String head = head(input);
    if (misbehaves(output)) {
      return;
    }
    if (proxy.login().isPresent() && !head.contains(basic(proxy.login().get()))) {
      answer(output, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"x\"");
      return;
    }
    String[] line = head.substring(0, head.indexOf('\r')).split(" ", -1);
    boolean tunnel = line[0].equals("CONNECT");
    URI target = URI.create(tunnel ? "tunnel://" + line[1] : line[1]);
    int port = target.getPort() < 0 ? 80 : target.getPort();
    proxy.asked(target.getHost(), port);
    if (proxy.mood() == Mood.REFUSES_TARGET) {
      answer(output, "403 Forbidden", "X-Reason: not on the list");
      return;
    }
    if (!connected(target.getHost(), port)) {
      answer(output, "502 Bad Gateway", "X-Reason: no connection");
      return;
    }
    if (tunnel) {
      write(output, "HTTP/1.1 200 Connection established\r\n\r\n");
    } else {
      write(server.getOutputStream(), forwarded(head, line, target));
    }
    pump();
  }

  /** As the server is to see it: without the address before the path, and without the login. */
  private static String forwarded(String head, String[] line, URI target) {
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    StringBuilder all =
        new StringBuilder(line[0])
            .append(' ')
            .append(target.getRawPath())
            .append(query)
            .append(" HTTP/1.1\r\n");
    head.lines()
        .skip(1)
        .filter(header -> !header.isEmpty())
        .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith("proxy-"))
        .forEach(header -> all.append(header).append("\r\n"));
    return all.append("Connection: close\r\n\r\n").toString();
  }

  private void socks(InputStream input, OutputStream output) throws IOException {
    int version = octet(input);
    byte[] methods = octets(input, octet(input));
    if (misbehaves(output) || version != SOCKS) {
      return;
    }
    int method = proxy.login().isPresent() ? BY_PASSWORD : NO_LOGIN;
    if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(method) < 0) {
      output.write(new byte[] {SOCKS, (byte) NOT_ACCEPTABLE});
      return;
    }
    output.write(new byte[] {SOCKS, (byte) method});
    if (proxy.login().isPresent() && !signsIn(input, output, proxy.login().get())) {
      return;
    }
    byte[] request = octets(input, 4);
    String host = host(input, request[3]);
    int port = octet(input) << 8 | octet(input);
    proxy.asked(host, port);
    int reply =
        proxy.mood() == Mood.REFUSES_TARGET
            ? NOT_ALLOWED
            : connected(host, port) ? 0 : HOST_UNREACHABLE;
    output.write(new byte[] {SOCKS, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
    if (reply == 0) {
      pump();
    }
  }

  private static boolean signsIn(InputStream input, OutputStream output, Login login)
      throws IOException {
    octet(input);
    String user = new String(octets(input, octet(input)), StandardCharsets.UTF_8);
    String password = new String(octets(input, octet(input)), StandardCharsets.UTF_8);
    boolean right = user.equals(login.userName()) && password.equals(login.password());
    output.write(new byte[] {1, (byte) (right ? 0 : 1)});
    return right;
  }

  private static String host(InputStream input, int type) throws IOException {
    if (type == NAME) {
      return new String(octets(input, octet(input)), StandardCharsets.US_ASCII);
    }
    byte[] address = octets(input, type == IPV6 ? 16 : 4);
    return java.net.InetAddress.getByAddress(address).getHostAddress();
  }

  /** Whether it has answered wrongly, and so is done. */
  private boolean misbehaves(OutputStream output) throws IOException {
    switch (proxy.mood()) {
      case SILENT -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
      case RUBBISH -> output.write(RUBBISH);
      case CLOSES -> client.shutdownOutput();
      case ANSWERS_401 -> answer(output, "401 Unauthorized", "X-Reason: the proxy's own");
      case WORKING, REFUSES_TARGET -> {
        return false;
      }
    }
    return true;
  }

  private boolean connected(String host, int port) {
    try {
      server.connect(proxy.address(host, port), CONNECT_MILLIS);
      server.setTcpNoDelay(true);
      return true;
    } catch (IOException | IllegalArgumentException unreachable) {
      return false;
    }
  }

  /** Passes everything on both ways until one side has ended and the other has been told. */
  private void pump() {
    Thread back =
        new Thread(() -> pass(server, client), Thread.currentThread().getName() + "-back");
    back.setDaemon(true);
    back.start();
    pass(client, server);
    try {
      back.join();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException broken) {
      close(from);
      close(to);
    }
  }

  private static String basic(Login login) {
    byte[] both = (login.userName() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    return ": Basic " + Base64.getEncoder().encodeToString(both) + "\r\n";
  }

  private static void answer(OutputStream output, String status, String header) throws IOException {
    write(output, "HTTP/1.1 " + status + "\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    output.flush();
  }

  /** Octet by octet: what follows the head is not this proxy's. */
  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      head.append((char) octet(input));
      if (head.length() > LONGEST_HEAD) {
        throw new IOException("The head of the request is too long");
      }
    }
    return head.toString();
  }

  private static byte[] octets(InputStream input, int count) throws IOException {
    byte[] octets = input.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException();
    }
    return octets;
  }

  private static int octet(InputStream input) throws IOException {
    int octet = input.read();
    if (octet < 0) {
      throw new EOFException();
    }
    return octet;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // A socket whose close fails is closed.
    }
  }
}
