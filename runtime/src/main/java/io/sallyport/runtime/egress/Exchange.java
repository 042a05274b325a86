// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.CommandException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: from the name look-up to the answer's last byte. Confined to its pool's event loop.
 * Its listener hears of exactly one end, or of none after {@link #abort}.
 */
final class Exchange {

  enum Stage {
    LOOK_UP,
    /** Waiting for a free connection, connecting, or in the TLS handshake. */
    CONNECT,
    WAIT,
    READ
  }

  /** Called on the event loop. */
  interface Listener {

    /** The first byte is about to leave. */
    void writing();

    /** The status has arrived. */
    void answering();

    void answered(Answer answer);

    /** A {@link CommandException} when it was this class that gave up. */
    void failed(Throwable cause);
  }

  /**
   * What is sent.
   *
   * @param uri path and query
   * @param headers in clear text
   */
  record Outgoing(
      HttpMethod method, String uri, Map<String, String> headers, Optional<Buffer> body) {}

  private static final Set<HttpMethod> USUALLY_WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final HttpPool pool;
  private final BaseAddress base;
  private final Outgoing outgoing;
  private final Limits limits;
  private final Listener listener;

  private Stage stage = Stage.LOOK_UP;
  private boolean over;
  private boolean reused;
  private @Nullable HttpClientRequest request;

  Exchange(HttpPool pool, BaseAddress base, Outgoing outgoing, Limits limits, Listener listener) {
    this.pool = pool;
    this.base = base;
    this.outgoing = outgoing;
    this.limits = limits;
    this.listener = listener;
  }

  void start() {
    pool.lookup().find(base.host(), addresses -> connect(addresses, 0), this::fail);
  }

  Stage stage() {
    return stage;
  }

  /** Whether it went over a connection that had carried a request before. */
  boolean isReused() {
    return reused;
  }

  /** Ends it and, if anything was sent, closes its connection. The listener hears nothing more. */
  void abort() {
    over = true;
    if (request != null) {
      request.reset();
    }
  }

  private void connect(List<InetAddress> addresses, int index) {
    if (over) {
      return;
    }
    stage = Stage.CONNECT;
    InetSocketAddress server = new InetSocketAddress(addresses.get(index), base.port());
    RequestOptions options =
        new RequestOptions()
            .setMethod(outgoing.method())
            .setServer(SocketAddress.inetSocketAddress(server))
            .setHost(base.host())
            .setPort(base.port())
            .setSsl(base.secure())
            .setURI(outgoing.uri());
    pool.request(options).onComplete(this::write, cause -> connectFailed(addresses, index, cause));
  }

  private void connectFailed(List<InetAddress> addresses, int index, Throwable cause) {
    if (!(cause instanceof SocketException)) {
      fail(cause);
    } else if (index + 1 < addresses.size()) {
      connect(addresses, index + 1);
    } else {
      pool.lookup().forget(base.host());
      fail(cause);
    }
  }

  private void write(HttpClientRequest ready) {
    if (over) {
      ready.reset(); // nothing was written, so the connection goes back to the pool
      return;
    }
    request = ready;
    reused = pool.isReused(ready.connection());
    try {
      ready.putHeader(HttpHeaders.HOST, base.authority());
      outgoing.headers().forEach(ready::putHeader);
      ready.response().onComplete(this::read, this::fail);
      listener.writing();
      stage = Stage.WAIT;
      end(ready);
    } catch (RuntimeException e) {
      giveUp(e);
    }
  }

  private void end(HttpClientRequest ready) {
    if (outgoing.body().isPresent()) {
      ready.end(outgoing.body().get());
    } else {
      if (USUALLY_WITH_BODY.contains(outgoing.method())) {
        ready.putHeader(HttpHeaders.CONTENT_LENGTH, "0"); // some servers answer 411 without
      }
      ready.end();
    }
  }

  private void read(HttpClientResponse response) {
    if (over) {
      return;
    }
    stage = Stage.READ;
    response.exceptionHandler(this::fail);
    listener.answering();
    Buffer body = Buffer.buffer();
    if (!outgoing.method().equals(HttpMethod.HEAD)
        && declaredLength(response) > limits.maxBodyBytes()) {
      giveUp(Failures.tooLarge(limits));
      return;
    }
    response.handler(
        chunk -> {
          if (over) {
            return;
          }
          if (body.length() + (long) chunk.length() > limits.maxBodyBytes()) {
            giveUp(Failures.tooLarge(limits));
          } else {
            body.appendBuffer(chunk);
          }
        });
    response.endHandler(ignored -> complete(response, body));
  }

  private void complete(HttpClientResponse response, Buffer body) {
    if (!over) {
      over = true;
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response
          .headers()
          .forEach(
              (name, value) ->
                  headers.computeIfAbsent(name, ignored -> new ArrayList<>(1)).add(value));
      listener.answered(new Answer(response.statusCode(), headers, body, List.of()));
    }
  }

  private void giveUp(Throwable why) {
    abort();
    listener.failed(why);
  }

  private void fail(Throwable cause) {
    if (!over) {
      over = true;
      listener.failed(cause);
    }
  }

  private static long declaredLength(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
