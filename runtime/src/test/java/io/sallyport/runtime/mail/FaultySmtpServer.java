// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server on 127.0.0.1 that says exactly what a test has it say, in whatever time it likes.
 */
public final class FaultySmtpServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Script script;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  /** What the server does on each connection. */
  public interface Script {
    void run(Talk talk) throws IOException, InterruptedException;
  }

  private FaultySmtpServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    begin(this::accept);
  }

  public static FaultySmtpServer that(Script script) {
    try {
      return new FaultySmtpServer(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** The lines that clients have sent. */
  public List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        begin(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.run(new Talk(socket));
    } catch (IOException e) {
      // The client has gone, as it should in most tests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "faulty-smtp-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** One connection, seen from the server. */
  public final class Talk {

    private final Socket socket;
    private final BufferedReader reader;

    private Talk(Socket socket) throws IOException {
      this.socket = socket;
      this.reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    public Talk say(String line) throws IOException {
      return sayRaw(line + "\r\n");
    }

    public Talk sayRaw(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    }

    /** Reads a line, and hangs up when there is none. */
    public String hear() throws IOException {
      String line = reader.readLine();
      if (line == null) {
        throw new IOException("The client has hung up");
      }
      heard.add(line);
      return line;
    }

    /** Greets, and takes the client's greeting. */
    public Talk greet(String... extensions) throws IOException {
      say("220 faulty.example ESMTP");
      hear();
      say("250-faulty.example");
      for (String extension : extensions) {
        say("250-" + extension);
      }
      return say("250 PIPELINING");
    }

    /** Takes a sender and a recipient. */
    public Talk takeEnvelope() throws IOException {
      hear();
      say("250 2.1.0 sender ok");
      hear();
      return say("250 2.1.5 recipient ok");
    }

    /** Takes the text of a mail, its end included, and says nothing to it. */
    public Talk takeText() throws IOException {
      hear();
      say("354 go ahead");
      String line = hear();
      while (!line.equals(".")) {
        line = hear();
      }
      return this;
    }

    /** Says it octet by octet, for ever. */
    public void dribble(String text, Duration pause) throws IOException, InterruptedException {
      for (int next = 0; !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS); next++) {
        sayRaw(text.substring(next % text.length(), next % text.length() + 1));
      }
    }

    /** Says no more, and stays. */
    public void hang() throws InterruptedException {
      closed.await();
    }
  }
}
