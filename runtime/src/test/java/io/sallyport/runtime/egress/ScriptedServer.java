// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** An HTTP server on loopback that does, byte for byte, what a test tells it. */
final class ScriptedServer implements AutoCloseable {

  /** What to do with one request. The connection then waits for the next one, unless closed. */
  @FunctionalInterface
  interface Script {
    void answer(Request request, Connection connection) throws IOException;
  }

  record Request(String method, String uri, Map<String, String> headers, String body) {}

  private final ServerSocket listener;
  private final String scheme;
  private final Script script;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch clientClosed = new CountDownLatch(1);

  ScriptedServer(Script script) throws IOException {
    this("http", ServerSocketFactory.getDefault(), script);
  }

  ScriptedServer(String scheme, ServerSocketFactory sockets, Script script) throws IOException {
    this.listener = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.script = script;
    inBackground(this::accept);
  }

  URI uri() {
    return uri("127.0.0.1");
  }

  URI uri(String host) {
    return URI.create(scheme + "://" + host + ":" + port());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** All requests so far, of all connections. */
  List<Request> requests() {
    return requests;
  }

  /** How many connections there have been. */
  int connections() {
    return sockets.size();
  }

  boolean awaitRequest() throws InterruptedException {
    return requested.await(2, TimeUnit.SECONDS);
  }

  /** Whether a client has closed a connection; waits for it. */
  boolean awaitClientClose() throws InterruptedException {
    return clientClosed.await(2, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        inBackground(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Connection connection = new Connection(socket);
      while (!socket.isClosed()) {
        Request request = connection.read();
        requests.add(request);
        requested.countDown();
        script.answer(request, connection);
      }
    } catch (ClientClosed | java.net.SocketException e) {
      clientClosed.countDown();
    } catch (IOException e) {
      // the client, or the test, has ended the connection
    }
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class ClientClosed extends IOException {}

  /** One connection, for scripts. */
  static final class Connection {

    private final Socket socket;
    private final InputStream input;

    private Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.input = socket.getInputStream();
      socket.setTcpNoDelay(true);
    }

    /** Status line, headers and body as they are to be; the length of the body is added. */
    void answer(String statusAndHeaders, String body) throws IOException {
      answer(statusAndHeaders, body.getBytes(UTF_8));
    }

    void answer(String statusAndHeaders, byte[] body) throws IOException {
      send("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length + "\r\n\r\n");
      send(body);
    }

    void send(String text) throws IOException {
      send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    void close() throws IOException {
      socket.close();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Sends nothing; returns when the client has closed the connection. */
    void awaitClose() throws IOException {
      if (input.read() < 0) {
        throw new ClientClosed();
      }
    }

    /** Sends one byte every few milliseconds until the client has closed the connection. */
    void drip() throws IOException {
      socket.setSoTimeout(20);
      while (true) {
        send("x");
        try {
          awaitClose();
        } catch (SocketTimeoutException e) {
          // still there
        }
      }
    }

    private Request read() throws IOException {
      String[] head = readHead().split("\r\n", 0);
      String[] first = head[0].split(" ", 3);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (int index = 1; index < head.length; index++) {
        String[] header = head[index].split(": ?", 2);
        headers.put(header[0], header[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      String body = new String(input.readNBytes(length), UTF_8);
      return new Request(first[0], first[1], headers, body);
    }

    private String readHead() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
        int octet = input.read();
        if (octet < 0) {
          throw new ClientClosed();
        }
        head.write(octet);
      }
      return head.toString(ISO_8859_1);
    }
  }
}
