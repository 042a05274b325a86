// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a plugin: as many attempts as it takes, within the run's deadline. State is
 * confined to the pool's event loop; {@link #start} and {@link #cancel} are for other threads.
 */
final class Call implements Exchange.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final HttpPool pool;
  private final Destination destination;
  private final ApiRequest request;
  private final Invocation run;
  private final String uri;
  private final Optional<Buffer> body;
  private final Deadline deadline;
  private final Cancellation cancellation = new Cancellation(this);
  private final CompletableFuture<Answer> result = new CompletableFuture<>();

  private Map<String, String> headers;
  private @Nullable Exchange exchange;
  private long attemptNanos;
  private long deadlineTimer = HttpPool.NO_TIMER;
  private int repeats;
  private boolean refreshed;
  private Sent sent = Sent.NO;

  /**
   * @param headers in clear text, for the first attempt
   */
  Call(
      HttpPool pool,
      Destination destination,
      ApiRequest request,
      Map<String, String> headers,
      Invocation run) {
    this.pool = pool;
    this.destination = destination;
    this.request = request;
    this.headers = headers;
    this.run = run;
    String query = request.query();
    this.uri = destination.base().prefix() + request.path() + (query.isEmpty() ? "" : "?" + query);
    this.body = request.body().map(json -> Buffer.buffer(json.toString()));
    this.deadline = new Deadline(run.deadline());
  }

  void start() {
    if (run instanceof TrackedInvocation tracked) {
      tracked.onCancel(cancellation);
    }
    if (!pool.run(this::begin)) {
      result.completeExceptionally(destination.failures().stopping(sent));
    }
  }

  CompletableFuture<Answer> result() {
    return result;
  }

  /**
   * Ends the call, unless it has ended: as late when its deadline has passed, else as cancelled.
   */
  void cancel() {
    if (!pool.run(
        () -> end(deadline.hasPassed() ? late() : destination.failures().cancelled(sent)))) {
      result.completeExceptionally(destination.failures().stopping(Sent.UNKNOWN));
    }
  }

  /** Ends the call, because the process does. */
  void stop() {
    end(destination.failures().stopping(sent));
  }

  private void begin() {
    if (result.isDone()) {
      return;
    }
    if (!pool.enter(this)) {
      stop();
      return;
    }
    deadlineTimer = pool.after(deadline.remaining(), () -> end(late()));
    attempt();
  }

  private void attempt() {
    if (result.isDone()) {
      return;
    }
    attemptNanos = System.nanoTime();
    Exchange next =
        new Exchange(
            pool,
            destination.base(),
            new Exchange.Outgoing(HttpMethod.valueOf(request.method()), uri, headers, body),
            destination.settings().limits(),
            this);
    exchange = next;
    next.start();
  }

  @Override
  public void writing() {
    learn(Sent.UNKNOWN);
  }

  @Override
  public void answering() {
    learn(Sent.YES);
  }

  @Override
  public void answered(Answer answer) {
    logAttempt(String.valueOf(answer.status()));
    exchange = null;
    if (answer.status() == 401 && !refreshed) {
      refreshed = true;
      runBlocking(() -> refresh(answer));
      return;
    }
    Optional<Duration> wait =
        destination
            .retries()
            .waitBeforeRepeat(
                request,
                answer.status(),
                repeats,
                AnswerReader.retryAfter(answer),
                deadline.remaining());
    if (wait.isPresent()) {
      repeats++;
      pool.after(wait.get(), this::repeat);
    } else {
      end(answer);
    }
  }

  @Override
  public void failed(Throwable cause) {
    logAttempt("failed: " + cause.getClass().getSimpleName());
    Exchange failed = exchange;
    exchange = null;
    if (failed == null) {
      return;
    }
    if (repeats < RetryPolicy.MAX_REPEATS && wasStale(failed, cause)) {
      repeats++;
      attempt();
    } else {
      end(destination.failures().of(failed.stage(), cause, sent));
    }
  }

  /**
   * Whether the server had given up a pooled connection before it saw the request: it is sent again
   * on another one if certainly nothing had left, or if it may be sent twice.
   */
  private boolean wasStale(Exchange failed, Throwable cause) {
    return switch (failed.stage()) {
      case LOOK_UP, READ -> false;
      case CONNECT -> cause instanceof HttpClosedException;
      case WAIT -> failed.isReused() && request.isRepeatable() && Failures.isClosed(cause);
    };
  }

  private void refresh(Answer unauthorized) {
    try {
      boolean changed = destination.credentials().refresh();
      Map<String, String> fresh = destination.headers().reveal(request);
      // Another call may have looked the secrets up since this one was sent.
      if (changed || !fresh.equals(headers)) {
        repeatWith(fresh);
      } else {
        pool.run(() -> end(unauthorized));
      }
    } catch (CommandException e) {
      String note = "The secrets could not be looked up afresh: " + e.text();
      pool.run(() -> end(unauthorized.withNote(note)));
    } catch (RuntimeException e) {
      LOG.warn("{}: the secrets could not be looked up afresh", connectionName(), e);
      String note = "The secrets could not be looked up afresh; the log says why.";
      pool.run(() -> end(unauthorized.withNote(note)));
    }
  }

  private void repeat() {
    if (!result.isDone()) {
      runBlocking(this::revealAndRepeat);
    }
  }

  private void revealAndRepeat() {
    try {
      repeatWith(destination.headers().reveal(request));
    } catch (CommandException e) {
      pool.run(() -> end(e.withSent(sent)));
    } catch (RuntimeException e) {
      pool.run(() -> end(e));
    }
  }

  private void repeatWith(Map<String, String> fresh) {
    pool.run(
        () -> {
          headers = fresh;
          attempt();
        });
  }

  private void runBlocking(Runnable action) {
    if (!pool.runBlocking(action)) {
      stop();
    }
  }

  private void end(Answer answer) {
    if (close()) {
      result.complete(answer);
    }
  }

  private void end(RuntimeException failure) {
    if (close()) {
      if (sent == Sent.NO) {
        tell(Sent.NO);
      }
      result.completeExceptionally(failure);
    }
  }

  private boolean close() {
    if (result.isDone()) {
      return false;
    }
    if (exchange != null) {
      exchange.abort();
      exchange = null;
    }
    pool.cancel(deadlineTimer);
    pool.leave(this);
    cancellation.forget();
    return true;
  }

  private void learn(Sent known) {
    sent = known;
    tell(known);
  }

  private void tell(Sent known) {
    if (run instanceof TrackedInvocation tracked) {
      tracked.sent(known);
    }
  }

  private CommandException late() {
    Exchange current = exchange;
    return current == null
        ? destination.failures().lateBetweenAttempts(request.method(), deadline.elapsed(), sent)
        : destination.failures().late(current.stage(), deadline.elapsed(), sent);
  }

  private String connectionName() {
    return destination.settings().connectionName();
  }

  private void logAttempt(String outcome) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{}: {} {} {} {} ms",
          connectionName(),
          request.method(),
          request.path(),
          outcome,
          (System.nanoTime() - attemptNanos) / 1_000_000);
    }
  }
}
