// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The connections of all clients with equal settings, and the one event loop on which everything
 * about them happens. Only {@link #run}, {@link #runBlocking} and {@link #stopAll} may be called
 * from another thread.
 */
final class HttpPool {

  /** The number of no timer; cancelling it does nothing. */
  static final long NO_TIMER = -1;

  /** No limit of its own: each connection's gate has one, and none may take another's share. */
  private static final int CONNECTIONS_PER_HOST = 10_000;

  /** Short, because most servers give an idle connection up sooner than they say. */
  private static final int IDLE_SECONDS = 15;

  /** Security headers alone often pass Vert.x's 8 kB. */
  private static final int MAX_HEADER_BYTES = 65_536;

  private final Vertx vertx;
  private final Context eventLoop;
  private final HttpClient client;
  private final NameLookup lookup;
  private final ExecutorService blocking;
  private final Handshakes handshakes = new Handshakes();
  private final Set<Call> calls = new HashSet<>();
  private final Set<HttpConnection> usedBefore = Collections.newSetFromMap(new WeakHashMap<>());
  private boolean stopped;

  /**
   * @param blocking for what may take its time, such as a name server
   */
  HttpPool(
      Vertx vertx,
      ExecutorService blocking,
      NameLookup.Resolver resolver,
      EgressSettings settings) {
    this.vertx = vertx;
    this.blocking = blocking;
    this.lookup = new NameLookup(this, resolver);
    this.eventLoop = vertx.getOrCreateContext();
    this.client =
        vertx
            .httpClientBuilder()
            .with(options(settings).setSslEngineOptions(handshakes))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
            // Whoever waits is told; without a handler Vert.x would log what the product has sent.
            .withConnectHandler(connection -> connection.exceptionHandler(ignored -> {}))
            .build();
  }

  /** Does it on the event loop, soon; false when there is none any more. */
  boolean run(Runnable action) {
    try {
      eventLoop.runOnContext(ignored -> action.run());
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Does on another thread what may block; false when there is none any more. */
  boolean runBlocking(Runnable action) {
    try {
      blocking.execute(action);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Fails all calls, those that are about to begin as well. */
  void stopAll() {
    run(
        () -> {
          stopped = true;
          List.copyOf(calls).forEach(Call::stop);
        });
  }

  /** Whether the call may begin; it then {@linkplain #leave leaves} when it has ended. */
  boolean enter(Call call) {
    return !stopped && calls.add(call);
  }

  void leave(Call call) {
    calls.remove(call);
  }

  Handshakes handshakes() {
    return handshakes;
  }

  NameLookup lookup() {
    return lookup;
  }

  /** Gives a request on a connection of its own, from the pool or new. */
  Future<HttpClientRequest> request(RequestOptions options) {
    return client.request(options);
  }

  /** Whether the connection has carried a request before; asked once for each request. */
  boolean isReused(HttpConnection connection) {
    return !usedBefore.add(connection);
  }

  /** Runs the action after a while; gives the number with which to {@linkplain #cancel} it. */
  long after(Duration delay, Runnable action) {
    // Rounded up: what waits for a moment must not act before it.
    long millis = delay.plusNanos(999_999).toMillis();
    return vertx.setTimer(Math.max(1, millis), ignored -> action.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  private static HttpClientOptions options(EgressSettings settings) {
    HttpClientOptions options = new HttpClientOptions();
    options
        .setConnectTimeout((int) settings.connectTimeout().toMillis())
        .setTcpNoDelay(true)
        .setKeepAlive(true)
        .setKeepAliveTimeout(IDLE_SECONDS)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setDecompressionSupported(false)
        .setVerifyHost(settings.tls().verify())
        .setTrustAll(!settings.tls().verify())
        .setSslHandshakeTimeout(settings.tlsTimeout().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
    if (settings.tls().verify()) {
      options.setTrustOptions(new ServerTrustOptions(settings.tls().trustCertificatesPem()));
    }
    return options;
  }
}
