// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
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
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: from the name look-up to the answer's last byte. Confined to its pool's event loop.
 * Its listener hears of exactly one end, or of none after {@link #abort}.
 */
final class Exchange {

  /** Called on the event loop. */
  interface Listener {

    /** The first byte is about to leave. */
    void writing();

    /** Whatever has left has come no further than to the agent. */
    void refusedByAgent();

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
   * @param agentPassword for the agent alone
   */
  record Outgoing(
      HttpMethod method,
      String uri,
      Map<String, String> headers,
      Optional<String> agentPassword,
      Optional<Buffer> body) {}

  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private static final Set<HttpMethod> USUALLY_WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final HttpPool pool;
  private final BaseAddress base;
  private final Destination destination;
  private final Outgoing outgoing;
  private final AddressRule rule;
  private final Limits limits;
  private final Stopwatch stopwatch;
  private final Listener listener;

  private @Nullable InetSocketAddress server;
  private boolean over;
  private boolean reused;
  private Optional<PeerCertificate> certificate = Optional.empty();
  private @Nullable HttpClientRequest request;

  /**
   * @param stopwatch runs already; its phases are changed as they are reached
   */
  Exchange(
      HttpPool pool,
      Destination destination,
      Outgoing outgoing,
      Stopwatch stopwatch,
      Listener listener) {
    this.pool = pool;
    this.destination = destination;
    this.base = destination.base();
    this.rule = destination.rule();
    this.limits = destination.settings().limits();
    this.outgoing = outgoing;
    this.stopwatch = stopwatch;
    this.listener = listener;
  }

  void start() {
    stopwatch.next(Phase.LOOK_UP);
    Optional<AgentSettings> agent = destination.route().agent();
    if (agent.isEmpty()) {
      pool.lookup().find(base.host(), this::connect, this::fail);
    } else if (base.isAddress()) {
      // An address needs no look-up, and is refused here as it would be without an agent.
      pool.lookup().find(base.host(), found -> connectIfAdmitted(found, agent.get()), this::fail);
    } else {
      findAgent(agent.get());
    }
  }

  private void connectIfAdmitted(List<InetAddress> found, AgentSettings agent) {
    Optional<String> refusal = rule.refusal(base.host(), found.get(0));
    if (refusal.isPresent()) {
      fail(new RefusedAddressException(found.get(0), refusal.get()));
    } else {
      findAgent(agent);
    }
  }

  private void findAgent(AgentSettings agent) {
    pool.lookup()
        .find(
            agent.host(),
            found -> {
              stopwatch.next(Phase.CONNECT);
              connect(agent.host(), agent.port(), found, 0);
            },
            this::fail);
  }

  /** What it is doing, or was doing when it ended. */
  Phase phase() {
    Phase phase = stopwatch.running();
    return phase == Phase.CONNECT && server != null && pool.handshakes().isUnderWay(server)
        ? Phase.TLS
        : phase;
  }

  /** Whether it went over a connection that had carried a request before. */
  boolean isReused() {
    return reused;
  }

  /** How far it has come. */
  Reached reached() {
    return new Reached(
        destination.route().way(base),
        base.host(),
        base.port(),
        base.secure(),
        Optional.ofNullable(server),
        reused,
        certificate);
  }

  /** Ends it and, if anything was sent, closes its connection. The listener hears nothing more. */
  void abort() {
    over = true;
    if (request != null) {
      request.reset();
    }
  }

  private void connect(List<InetAddress> found) {
    List<InetAddress> admitted = new ArrayList<>(found.size());
    Optional<RefusedAddressException> refused = Optional.empty();
    for (InetAddress address : found) {
      Optional<String> refusal = rule.refusal(base.host(), address);
      if (refusal.isEmpty()) {
        admitted.add(address);
      } else {
        refused = Optional.of(new RefusedAddressException(address, refusal.get()));
      }
    }
    if (admitted.isEmpty() && refused.isPresent()) {
      fail(refused.get());
    } else {
      stopwatch.next(Phase.CONNECT);
      connect(base.host(), base.port(), admitted, 0);
    }
  }

  /** To the product, or to the agent before it. */
  private void connect(String host, int port, List<InetAddress> addresses, int index) {
    if (over) {
      return;
    }
    InetSocketAddress next = new InetSocketAddress(addresses.get(index), port);
    server = next;
    pool.request(
            options(next)
                .setMethod(outgoing.method())
                .setHost(base.host())
                .setPort(base.port())
                .setSsl(base.secure()))
        .onComplete(this::write, cause -> connectFailed(host, port, addresses, index, cause));
  }

  private RequestOptions options(InetSocketAddress next) {
    Route route = destination.route();
    return route
        .agent()
        .map(
            agent ->
                route.through(
                    agent,
                    next,
                    base,
                    outgoing.uri(),
                    outgoing.agentPassword(),
                    destination.settings().connectTimeout()))
        .orElseGet(
            () ->
                new RequestOptions()
                    .setServer(SocketAddress.inetSocketAddress(next))
                    .setURI(outgoing.uri()));
  }

  private void connectFailed(
      String host, int port, List<InetAddress> addresses, int index, Throwable cause) {
    if (destination.route().agent().isPresent() && AgentFailures.isRefusal(cause)) {
      // Not tried again: an agent may lock accounts, too.
      fail(Finding.caused(destination.failures().ofAgent(cause), cause));
    } else if (!(cause instanceof SocketException)) {
      fail(cause);
    } else if (index + 1 < addresses.size()) {
      connect(host, port, addresses, index + 1);
    } else {
      pool.lookup().forget(host);
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
    SSLSession session = ready.connection().sslSession();
    certificate = PeerCertificate.of(session);
    if (!reused) {
      Handshakes.connectedNanos(session).ifPresent(nanos -> stopwatch.next(Phase.TLS, nanos));
    }
    try {
      ready.putHeader(HttpHeaders.HOST, base.authority());
      outgoing.headers().forEach(ready::putHeader);
      signInToAgent(ready);
      ready.response().onComplete(this::read, this::fail);
      listener.writing();
      stopwatch.next(Phase.WAIT);
      end(ready);
    } catch (RuntimeException e) {
      giveUp(e);
    }
  }

  /** Where the request itself is given to the agent, which takes this header off. */
  private void signInToAgent(HttpClientRequest ready) {
    Route route = destination.route();
    if (route.isForwarded(base) && outgoing.agentPassword().isPresent()) {
      route
          .agent()
          .flatMap(AgentSettings::credentials)
          .ifPresent(
              credentials ->
                  ready.putHeader(
                      HttpHeaders.PROXY_AUTHORIZATION,
                      Route.authorization(credentials, outgoing.agentPassword().get())));
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
    stopwatch.next(Phase.READ);
    response.exceptionHandler(this::fail);
    if (response.statusCode() == PROXY_AUTHENTICATION_REQUIRED
        && destination.route().isForwarded(base)) {
      listener.refusedByAgent();
      giveUp(destination.failures().agentWantsCredentials());
      return;
    }
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
      listener.answered(new Answer(response.statusCode(), headers, body, notes(response)));
    }
  }

  /** Nobody can tell an agent's own refusal from the product's where it is given the request. */
  private List<String> notes(HttpClientResponse response) {
    int status = response.statusCode();
    boolean perhapsTheAgents =
        destination.route().isForwarded(base) && (status == 401 || status == 403 || status >= 500);
    return perhapsTheAgents ? destination.failures().mayBeTheAgents().stream().toList() : List.of();
  }

  private void giveUp(Throwable why) {
    abort();
    listener.failed(why);
  }

  private void fail(Throwable cause) {
    if (!over) {
      over = true;
      Causes.find(cause, RefusedCertificateException.class)
          .ifPresent(
              refused -> certificate = Optional.of(PeerCertificate.of(refused.certificate())));
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
