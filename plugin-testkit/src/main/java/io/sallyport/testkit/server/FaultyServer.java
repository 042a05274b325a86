// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP/1.1 server on 127.0.0.1 that answers by its handler, or wrongly by its fault plan.
 *
 * <p>Each connection has a daemon thread of its own. Every method may be called from any thread.
 */
public final class FaultyServer implements AutoCloseable {

  private static final ServerObserver UNOBSERVED = (request, fault, status, took) -> {};

  private final Answering answering;
  private final Optional<String> pem;
  private final Listener listener;
  private final URI uri;

  private FaultyServer(
      Handler handler,
      ServerObserver observer,
      int port,
      String schemeAndHost,
      Greeting greeting,
      Optional<String> pem) {
    this.answering = new Answering(handler, observer);
    this.pem = pem;
    this.listener =
        Listener.start(
            port, "faulty-server", socket -> new Connection(socket, greeting, answering));
    this.uri = URI.create(schemeAndHost + ":" + listener.port());
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
    return new FaultyServer(
        handler, observer, port, "http://127.0.0.1", Optional::of, Optional.empty());
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
    return new FaultyServer(handler, observer, port, "https://localhost", greeting, pem);
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
    return listener.open();
  }

  /** Returns how many connections were accepted so far. */
  public long acceptedConnections() {
    return listener.accepted();
  }

  /**
   * Stops listening, closes every connection, interrupts handlers and waits until no thread of the
   * server is left, at most ten seconds. May be called again.
   */
  @Override
  public void close() {
    answering.close();
    listener.close();
  }

  @Override
  public String toString() {
    return "FaultyServer[" + uri + " " + faults() + "]";
  }
}
