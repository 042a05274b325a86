// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on 127.0.0.1 that ends a connection after exactly so many bytes.
 *
 * <p>It proves what a client does that cannot know how far its request came: whether it sends a
 * write again that may have arrived. What is set counts for the connections that are accepted from
 * then on. Every method may be called from any thread.
 */
public final class CuttingProxy implements AutoCloseable {

  private static final long NEVER = Long.MAX_VALUE;

  private final String scheme;
  private final AtomicLong bytesToServer = new AtomicLong();
  private final AtomicLong bytesToClient = new AtomicLong();
  private final Listener listener;
  private volatile Cut cut = new Cut(NEVER, NEVER, Ending.RESET);

  private CuttingProxy(String scheme, InetSocketAddress target) {
    this.scheme = scheme;
    this.listener =
        Listener.start(
            0,
            "cutting-proxy",
            client -> new ProxiedConnection(client, target, cut, bytesToServer, bytesToClient));
  }

  /** Starts a proxy on a free port that passes everything on to a server, until told otherwise. */
  public static CuttingProxy to(String host, int port) {
    return new CuttingProxy("http", new InetSocketAddress(host, port));
  }

  /**
   * Starts a proxy to the host and port of a server.
   *
   * @param server with a host and a port, like {@link FaultyServer#uri()}; of any scheme
   */
  public static CuttingProxy to(URI server) {
    if (server.getHost() == null || server.getPort() < 0) {
      throw new IllegalArgumentException(
          "A proxy needs the host and the port of a server, like http://127.0.0.1:8080; this is: "
              + server);
    }
    return new CuttingProxy(
        server.getScheme(), new InetSocketAddress(server.getHost(), server.getPort()));
  }

  /** Returns where the proxy is, in the scheme of its server; its host is {@code localhost}. */
  public URI uri() {
    return URI.create(scheme + "://localhost:" + port());
  }

  /** Returns the port of the proxy. */
  public int port() {
    return listener.port();
  }

  /**
   * Ends connections when so many bytes have come from the client. The server gets all of them, and
   * then the end of the stream; its answer is thrown away.
   *
   * @param bytes 0 ends a connection before its first byte
   */
  public void cutRequestsAfter(long bytes, Ending ending) {
    cut = new Cut(counted(bytes), NEVER, ending);
  }

  /**
   * Ends connections when so many bytes have come from the server and gone to the client.
   *
   * @param bytes 0 passes the request on and not a byte of the answer
   */
  public void cutAnswersAfter(long bytes, Ending ending) {
    cut = new Cut(NEVER, counted(bytes), ending);
  }

  /** Passes everything on. */
  public void cutNothing() {
    cut = new Cut(NEVER, NEVER, Ending.RESET);
  }

  /** Returns how many connections were accepted. */
  public long connections() {
    return listener.accepted();
  }

  /** Returns how many connections are open now. */
  public int openConnections() {
    return listener.open();
  }

  /** Returns how many bytes were passed on to the server, over all connections. */
  public long bytesToServer() {
    return bytesToServer.get();
  }

  /** Returns how many bytes were passed on to the client, over all connections. */
  public long bytesToClient() {
    return bytesToClient.get();
  }

  /** Ends everything and waits, at most ten seconds, until no thread is left. */
  @Override
  public void close() {
    listener.close();
  }

  private static long counted(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "A connection is cut after 0 or more bytes; this is " + bytes + ".");
    }
    return bytes;
  }

  /** How the client sees the end of a connection. */
  public enum Ending {
    /** A TCP reset. */
    RESET,
    /** The orderly end of the stream. */
    CLOSE
  }

  /** What is set for one connection. */
  record Cut(long requestBytes, long answerBytes, Ending ending) {}
}
