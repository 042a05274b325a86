// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A running stand-in for Proofpoint Essentials on the loopback address.
 *
 * <p>One event loop serves all requests; every method may be called from any other thread. {@link
 * #start} and {@link #close} wait until they are done.
 */
public final class ProofpointSimulator implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final System.Logger LOG = System.getLogger(ProofpointSimulator.class.getName());

  private final Vertx vertx;
  private final HttpServer server;
  private final Directory directory;
  private final Api api;
  private final Journal journal = new Journal();
  private final Consumer<JournalEntry> listener;
  private volatile Behaviour behaviour;

  private ProofpointSimulator(
      Vertx vertx,
      Behaviour behaviour,
      Directory directory,
      InstantSource clock,
      Consumer<JournalEntry> listener) {
    this.vertx = vertx;
    this.behaviour = behaviour;
    this.directory = directory;
    this.listener = listener;
    this.api = new Api(directory, clock);
    this.server = vertx.createHttpServer(serverOptions()).requestHandler(this::receive);
  }

  /**
   * Starts a simulator and waits until it listens.
   *
   * @param port 0 for any that is free
   * @throws UncheckedIOException when the port cannot be had, with a message for a person
   */
  public static ProofpointSimulator start(Behaviour behaviour, Directory directory, int port) {
    return start(behaviour, directory, port, InstantSource.system());
  }

  /**
   * Starts a simulator whose windows, lags and expiries go by a clock of the caller's.
   *
   * @throws UncheckedIOException when the port cannot be had, with a message for a person
   */
  public static ProofpointSimulator start(
      Behaviour behaviour, Directory directory, int port, InstantSource clock) {
    return start(behaviour, directory, port, clock, entry -> {});
  }

  /**
   * Starts a simulator that tells a listener of each answer.
   *
   * @param listener called on the event loop just before the answer is sent; must not wait
   */
  static ProofpointSimulator start(
      Behaviour behaviour,
      Directory directory,
      int port,
      InstantSource clock,
      Consumer<JournalEntry> listener) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    ProofpointSimulator simulator =
        new ProofpointSimulator(vertx, behaviour, directory, clock, listener);
    try {
      await(simulator.server.listen(port, HOST));
      return simulator;
    } catch (CompletionException failed) {
      simulator.close();
      throw cannotListen(port, failed.getCause() == null ? failed : failed.getCause());
    }
  }

  /** Returns the root of the server, like {@code http://127.0.0.1:18080}; the API is below it. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + server.actualPort());
  }

  /** Returns the state, to look at and to change. */
  public Directory directory() {
    return directory;
  }

  /** Changes how the next requests are answered. */
  public void behaviour(Behaviour changed) {
    behaviour = changed;
  }

  /** Opens every account that wrong passwords have locked. */
  public void resetLockOuts() {
    api.resetLockOuts();
  }

  /** Returns the requests answered so far, oldest first; of very many the newest. */
  public List<JournalEntry> journal() {
    return journal.entries();
  }

  /** Forgets the requests answered so far. */
  public void clearJournal() {
    journal.clear();
  }

  /** Stops listening and drops open connections; may be called again. */
  @Override
  public void close() {
    await(vertx.close());
  }

  private void receive(HttpServerRequest request) {
    long arrived = System.nanoTime();
    Behaviour current = behaviour;
    request
        .body()
        .onSuccess(body -> respond(request, call(request, body, current), current, arrived));
  }

  private void respond(HttpServerRequest request, Call call, Behaviour current, long arrived) {
    Answer answer = answer(call, current);
    JournalEntry entry =
        new JournalEntry(
            call.method(),
            call.uri(),
            answer.status(),
            call.user() == null ? "" : call.user(),
            new String(call.body(), StandardCharsets.UTF_8),
            Duration.ofNanos(System.nanoTime() - arrived));
    journal.add(entry);
    listener.accept(entry);
    request.response().setStatusCode(answer.status());
    answer.headers().forEach(request.response()::putHeader);
    if (answer.body().isEmpty()) {
      request.response().end();
    } else {
      request.response().end(answer.body());
    }
  }

  private Answer answer(Call call, Behaviour current) {
    try {
      return api.answer(call, current);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "Could not answer " + call, fault);
      return api.failed(call, current);
    }
  }

  private Call call(HttpServerRequest request, Buffer body, Behaviour current) {
    return new Call(
        request.method().name(),
        request.uri(),
        RequestPath.of(request.path() == null ? "" : request.path(), current.prefix()),
        request.getHeader("X-User"),
        request.getHeader("X-Password"),
        request.getHeader("Content-Type"),
        request.getHeader("X-correlator"),
        body.getBytes(),
        uri());
  }

  private static UncheckedIOException cannotListen(int port, Throwable cause) {
    IOException reason =
        cause instanceof IOException exception ? exception : new IOException(cause);
    String place = "Port " + port + " on " + HOST;
    boolean denied = String.valueOf(cause.getMessage()).contains("denied");
    return cause instanceof BindException && !denied
        ? new UncheckedIOException(
            place
                + " is already in use. Stop the program that listens there, or choose another port.",
            reason)
        : new UncheckedIOException(
            place + " cannot be opened: " + cause.getMessage() + ".", reason);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        // Nothing is served from files: no cache folder is made for them.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setHandle100ContinueAutomatically(true)
        // A client that offers to change to HTTP/2 on the way would otherwise be taken at its word.
        .setHttp2ClearTextEnabled(false);
  }
}
