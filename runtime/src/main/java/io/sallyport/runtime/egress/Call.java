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
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of a plugin: as many attempts as it takes, within the run's deadline. State is
 * confined to the pool's event loop; {@link #start} and {@link #cancel} are for other threads.
 */
final class Call implements Exchange.Listener, Gate.Visitor {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  private final HttpPool pool;
  private final Destination destination;
  private final ApiRequest request;
  private final Invocation run;
  private final String uri;
  private final Optional<Buffer> body;
  private final Deadline deadline;
  private final CallAccount account;
  private final Cancellation cancellation = new Cancellation(this);
  private final CompletableFuture<Answer> result = new CompletableFuture<>();

  private Map<String, String> headers;
  private @Nullable Exchange exchange;
  private boolean admittedBefore;
  private long deadlineTimer = HttpPool.NO_TIMER;
  private int repeats;
  private boolean refreshed;

  /**
   * @param headers in clear text, for the first attempt
   * @param stopwatch of the first attempt, which runs already
   */
  Call(
      HttpPool pool,
      Destination destination,
      ApiRequest request,
      Map<String, String> headers,
      Stopwatch stopwatch,
      Invocation run) {
    this.pool = pool;
    this.destination = destination;
    this.request = request;
    this.headers = headers;
    this.account =
        new CallAccount(destination.settings().connectionName(), request, run, stopwatch);
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
      result.completeExceptionally(destination.failures().stopping(account.sent()));
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
        () ->
            end(
                deadline.hasPassed()
                    ? late()
                    : destination.failures().cancelled(account.sent())))) {
      result.completeExceptionally(destination.failures().stopping(Sent.UNKNOWN));
    }
  }

  /** Ends the call, because the process does. */
  void stop() {
    end(destination.failures().stopping(account.sent()));
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
    destination.gate().enter(this, pool);
  }

  /** Asks for another turn, at once. */
  private void attempt() {
    if (!result.isDone()) {
      destination.gate().enterAgain(this, pool);
    }
  }

  @Override
  public Duration patience() {
    return deadline.remaining();
  }

  @Override
  public void tooMany() {
    end(destination.failures().tooManyWaiting(account.sent()));
  }

  @Override
  public void paused(Duration left) {
    end(destination.failures().paused(left, account.sent()));
  }

  @Override
  public void admitted() {
    if (result.isDone()) {
      return;
    }
    admittedBefore = true;
    account.attemptBegins();
    Exchange next =
        new Exchange(
            pool,
            destination,
            new Exchange.Outgoing(HttpMethod.valueOf(request.method()), uri, headers, body),
            account.stopwatch(),
            this);
    exchange = next;
    next.start();
  }

  @Override
  public void writing() {
    account.learn(Sent.UNKNOWN);
  }

  @Override
  public void answering() {
    account.learn(Sent.YES);
  }

  @Override
  public void answered(Answer answer) {
    ended(OptionalInt.of(answer.status()), String.valueOf(answer.status()));
    if (answer.status() == 401 && !refreshed) {
      refreshed = true;
      account.stopwatch().next(Phase.SECRET);
      runBlocking(() -> refresh(answer));
      return;
    }
    Optional<Duration> asked = AnswerReader.retryAfter(answer);
    // Before this call makes room: whoever waits next must not go first and be held back later.
    asked.ifPresent(time -> destination.gate().pause(time, pool));
    Optional<Duration> wait =
        destination
            .retries()
            .waitBeforeRepeat(request, answer.status(), repeats, asked, deadline.remaining());
    if (wait.isPresent()) {
      repeatAfter(wait.get());
    } else {
      end(answer);
    }
  }

  @Override
  public void failed(Throwable cause) {
    Exchange failed = exchange;
    if (failed == null) {
      return;
    }
    Phase phase = failed.phase();
    ended(OptionalInt.empty(), "failed: " + cause.getClass().getSimpleName());
    if (repeats < RetryPolicy.MAX_REPEATS && wasStale(failed, phase, cause)) {
      repeats++;
      attempt();
      return;
    }
    Optional<Duration> wait =
        destination
            .retries()
            .waitBeforeRepeat(request, phase, cause, repeats, deadline.remaining());
    if (wait.isPresent()) {
      repeatAfter(wait.get());
    } else {
      end(destination.failures().of(phase, cause, account.sent()));
    }
  }

  private void repeatAfter(Duration wait) {
    repeats++;
    pool.after(wait, this::repeat);
  }

  /**
   * Whether the server had given up a pooled connection before it saw the request: it is sent again
   * on another one, at once, if certainly nothing had left, or if it may be sent twice.
   */
  private boolean wasStale(Exchange failed, Phase phase, Throwable cause) {
    return switch (phase) {
      case CONNECT -> cause instanceof HttpClosedException;
      case WAIT -> failed.isReused() && request.isRepeatable() && Causes.isClosed(cause);
      case QUEUE, SECRET, LOOK_UP, TLS, READ -> false;
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
      account.stopwatch().next(Phase.SECRET);
      runBlocking(this::revealAndRepeat);
    }
  }

  private void revealAndRepeat() {
    try {
      repeatWith(destination.headers().reveal(request));
    } catch (CommandException e) {
      pool.run(() -> end(e.withSent(account.sent())));
    } catch (RuntimeException e) {
      pool.run(() -> end(e));
    }
  }

  private void repeatWith(Map<String, String> fresh) {
    pool.run(
        () -> {
          headers = fresh;
          account.stopwatch().next(Phase.QUEUE);
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
      account.failed();
      result.completeExceptionally(failure);
    }
  }

  private boolean close() {
    if (result.isDone()) {
      return false;
    }
    Exchange current = exchange;
    if (current != null) {
      current.abort();
      ended(OptionalInt.empty(), "given up");
    }
    pool.cancel(deadlineTimer);
    destination.gate().leave(this, pool);
    pool.leave(this);
    cancellation.forget();
    return true;
  }

  private CommandException late() {
    Exchange current = exchange;
    if (current != null) {
      return destination
          .failures()
          .late(current.phase(), deadline.elapsed(), account.sent(), request.method());
    }
    return admittedBefore
        ? destination
            .failures()
            .lateBetweenAttempts(request.method(), deadline.elapsed(), account.sent())
        : destination
            .failures()
            .late(Phase.QUEUE, deadline.elapsed(), account.sent(), request.method());
  }

  private void ended(OptionalInt status, String outcome) {
    exchange = null;
    account.attemptEnds(status, outcome);
  }

  private String connectionName() {
    return destination.settings().connectionName();
  }
}
