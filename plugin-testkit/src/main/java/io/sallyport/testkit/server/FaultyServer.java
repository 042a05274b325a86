// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server on 127.0.0.1 that answers by its handler, or wrongly by its fault plan.
 *
 * <p>Each connection has a daemon thread of its own. Every method may be called from any thread.
 */
public final class FaultyServer implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int ACCEPT_AGAIN_MILLIS = 50;
  private static final long CLOSE_SECONDS = 10;

  private static final ServerObserver UNOBSERVED = (request, fault, status, took) -> {};

  private final ServerSocket listener;
  private final Greeting greeting;
  private final Answering answering;
  private final URI uri;
  private final Optional<String> pem;
  private final String threadName;
  private final Thread acceptor;
  private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
  private final AtomicLong accepted = new AtomicLong();

  private FaultyServer(
      ServerSocket listener,
      String schemeAndHost,
      Greeting greeting,
      Optional<String> pem,
      Handler handler,
      ServerObserver observer) {
    this.listener = listener;
    this.greeting = greeting;
    this.pem = pem;
    this.answering = new Answering(handler, observer);
    this.uri = URI.create(schemeAndHost + ":" + listener.getLocalPort());
    this.threadName = "faulty-server-" + listener.getLocalPort();
    this.acceptor = new Thread(this::accept, threadName + "-accept");
    acceptor.setDaemon(true);
  }

  /** Starts a server on a port that is free. */
  public static FaultyServer start(Handler handler) {
    return start(handler, 0);
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port cannot be had; its cause is the {@link
   *     java.net.BindException}
   */
  public static FaultyServer start(Handler handler, int port) {
    return start(handler, port, UNOBSERVED);
  }

  /**
   * Starts a server whose requests somebody is told of.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port cannot be had; its cause is the {@link
   *     java.net.BindException}
   */
  public static FaultyServer start(Handler handler, int port, ServerObserver observer) {
    return started(
        new FaultyServer(
            listen(port), "http://127.0.0.1", Optional::of, Optional.empty(), handler, observer));
  }

  /**
   * Starts a server that speaks TLS, or is expected to.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port or the certificate cannot be had
   */
  public static FaultyServer startTls(
      Handler handler, int port, TlsMode mode, TestCertificates certificates) {
    return startTls(handler, port, mode, certificates, UNOBSERVED);
  }

  /**
   * Starts a server that speaks TLS, or is expected to, and whose requests somebody is told of.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port or the certificate cannot be had
   */
  public static FaultyServer startTls(
      Handler handler,
      int port,
      TlsMode mode,
      TestCertificates certificates,
      ServerObserver observer) {
    Greeting greeting = Handshakes.of(mode, certificates);
    Optional<String> pem =
        mode.showsCertificate() ? Optional.of(certificates.pem(mode)) : Optional.empty();
    return started(
        new FaultyServer(listen(port), "https://localhost", greeting, pem, handler, observer));
  }

  /** Returns where the server is, like {@code http://127.0.0.1:40123}, without a path. */
  public URI uri() {
    return uri;
  }

  /** Returns the faults to come, to look at and to change. */
  public FaultPlan faults() {
    return answering.faults();
  }

  /**
   * Returns what a client must trust to see nothing but the fault of the TLS mode, as PEM.
   *
   * @throws IllegalStateException when the server shows no certificate
   */
  public String pem() {
    return pem.orElseThrow(
        () ->
            new IllegalStateException(
                "The server at "
                    + uri
                    + " shows no certificate. One that does is started with"
                    + " startTls and TRUSTED, EXPIRED, WRONG_HOST or UNTRUSTED."));
  }

  /**
   * Returns the requests that have come, oldest first: of more than 10,000 the newest, and fewer
   * when their bodies are large. Those that a fault has swallowed are among them.
   */
  public List<ServerRequest> requests() {
    return answering.log().all();
  }

  /** Forgets the requests that have come. */
  public void clearRequests() {
    answering.log().clear();
  }

  /** Returns what the handler has thrown, the first hundred times. */
  public List<Throwable> handlerFailures() {
    return answering.failures();
  }

  /** Returns how many connections are open now. */
  public int openConnections() {
    return connections.size();
  }

  /** Returns how many connections were accepted so far. */
  public long acceptedConnections() {
    return accepted.get();
  }

  /**
   * Stops listening, closes every connection, interrupts handlers and waits until no thread of the
   * server is left, at most ten seconds. May be called again.
   */
  @Override
  public void close() {
    if (!answering.close()) {
      return;
    }
    try {
      listener.close();
    } catch (IOException closedAnyway) {
      // A socket whose close fails is closed.
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    join(acceptor, deadline);
    Map<Connection, Thread> open = Map.copyOf(connections);
    open.forEach(
        (connection, thread) -> {
          connection.abort();
          thread.interrupt();
        });
    open.values().forEach(thread -> join(thread, deadline));
  }

  @Override
  public String toString() {
    return "FaultyServer[" + uri + " " + faults() + "]";
  }

  private static FaultyServer started(FaultyServer server) {
    server.acceptor.start();
    return server;
  }

  private static ServerSocket listen(int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new ServerSocket(port, BACKLOG, loopback);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    while (!answering.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException failed) {
        waitToAcceptAgain();
      }
    }
  }

  /** Waits a little when no connection can be had, as with too many open files. */
  private void waitToAcceptAgain() {
    try {
      answering.pause(ACCEPT_AGAIN_MILLIS);
    } catch (IOException closed) {
      // The loop ends by itself.
    }
  }

  private static void join(Thread thread, long deadline) {
    if (thread == Thread.currentThread()) {
      return; // A handler closes its own server.
    }
    try {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, millis));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket, greeting, answering);
    Thread thread =
        new Thread(
            () -> {
              try {
                connection.run();
              } finally {
                connections.remove(connection);
              }
            },
            threadName + "-connection-" + accepted.incrementAndGet());
    thread.setDaemon(true);
    connections.put(connection, thread);
    thread.start();
  }
}
