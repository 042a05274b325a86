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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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

  private Revealed revealed;
  private @Nullable Exchange exchange;
  private boolean admittedBefore;
  private long deadlineTimer = HttpPool.NO_TIMER;
  private int repeats;
  private boolean refreshed;

  /**
   * @param revealed the headers of the first attempt
   * @param stopwatch of the first attempt, which runs already
   */
  Call(
      HttpPool pool,
      Destination destination,
      ApiRequest request,
      Revealed revealed,
      Stopwatch stopwatch,
      Invocation run) {
    this.pool = pool;
    this.destination = destination;
    this.request = request;
    this.revealed = revealed;
    this.account =
        new CallAccount(
            destination.settings().connectionName(),
            destination.route().inWords(),
            request,
            run,
            stopwatch);
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
    if (revealed.renewals() != destination.gate().renewal().count()) {
      // What these headers hold may have been refused since.
      repeat();
      return;
    }
    admittedBefore = true;
    account.attemptBegins();
    Exchange next =
        new Exchange(
            pool,
            destination,
            new Exchange.Outgoing(
                HttpMethod.valueOf(request.method()),
                uri,
                revealed.headers(),
                revealed.agentPassword(),
                body),
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
  public void refusedByAgent() {
    account.learn(Sent.NO);
  }

  @Override
  public void answering() {
    account.learn(Sent.YES);
  }

  @Override
  public void answered(Answer answer) {
    Optional<Duration> asked = AnswerReader.retryAfter(answer);
    ended(OptionalInt.of(answer.status()), asked, String.valueOf(answer.status()));
    if (answer.status() == 401 && !refreshed) {
      refreshed = true;
      account.stopwatch().next(Phase.SECRET);
      renew(answer);
      return;
    }
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
    ended(OptionalInt.empty(), Optional.empty(), "failed: " + cause.getClass().getSimpleName());
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

  /** Has the secrets looked up afresh, unless another call has had that done, or just does. */
  private void renew(Answer unauthorized) {
    Renewal renewal = destination.gate().renewal();
    if (result.isDone()) {
      return;
    }
    if (deadline.hasPassed() || run.isCancelled()) {
      cancel();
    } else if (renewal.isUnderWay()) {
      renewal.await(() -> renew(unauthorized));
    } else if (renewal.count() != revealed.renewals()) {
      runBlocking(() -> compare(unauthorized, renewal.fault()));
    } else {
      renewal.begins();
      renewal.await(() -> renew(unauthorized));
      if (!pool.runBlocking(this::refresh)) {
        stop();
        renewed(renewal::givenUp);
      }
    }
  }

  private void refresh() {
    Renewal renewal = destination.gate().renewal();
    Optional<String> fault = Optional.empty();
    try {
      reveal(destination.credentials()::refresh);
    } catch (CommandException e) {
      fault = Optional.of("The secrets could not be looked up afresh: " + e.text());
    } catch (RuntimeException e) {
      LOG.warn("{}: the secrets could not be looked up afresh", connectionName(), e);
      fault = Optional.of("The secrets could not be looked up afresh; the log says why.");
    }
    Optional<String> reason = fault;
    // With more time another call might have done better.
    boolean tooLate = fault.isPresent() && (deadline.hasPassed() || run.isCancelled());
    pool.run(() -> renewed(tooLate ? renewal::givenUp : () -> renewal.ends(reason)));
  }

  private void renewed(Runnable end) {
    end.run();
    destination.gate().reopen(pool);
  }

  /** Repeats the request only if what it would carry now is not what was refused. */
  private void compare(Answer unauthorized, Optional<String> fault) {
    try {
      Revealed fresh = reveal(this::headersNow);
      if (!fresh.headers().equals(revealed.headers())) {
        repeatWith(fresh);
      } else {
        pool.run(() -> end(fault.map(unauthorized::withNote).orElse(unauthorized)));
      }
    } catch (CommandException e) {
      String note = "The secrets could not be looked up afresh: " + e.text();
      pool.run(() -> end(unauthorized.withNote(note)));
    } catch (RuntimeException e) {
      pool.run(() -> end(e));
    }
  }

  private Revealed headersNow() {
    int renewals = destination.gate().renewal().count();
    return destination.reveal(request, renewals);
  }

  private <T> T reveal(Supplier<T> revealing) {
    return destination.credentials().during(run, revealing);
  }

  private void repeat() {
    if (!result.isDone()) {
      account.stopwatch().next(Phase.SECRET);
      runBlocking(this::revealAndRepeat);
    }
  }

  private void revealAndRepeat() {
    try {
      repeatWith(reveal(this::headersNow));
    } catch (CommandException e) {
      pool.run(() -> end(e.withSent(account.sent())));
    } catch (RuntimeException e) {
      pool.run(() -> end(e));
    }
  }

  private void repeatWith(Revealed fresh) {
    pool.run(
        () -> {
          revealed = fresh;
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
      ended(OptionalInt.empty(), Optional.empty(), "given up");
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

  private void ended(OptionalInt status, Optional<Duration> retryAfter, String outcome) {
    Exchange ended = exchange;
    if (ended != null) {
      exchange = null;
      account.attemptEnds(status, ended.reached(), retryAfter, outcome);
    }
  }

  private String connectionName() {
    return destination.settings().connectionName();
  }
}
