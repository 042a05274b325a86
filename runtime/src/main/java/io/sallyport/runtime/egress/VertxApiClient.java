// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The client that a plugin holds. */
final class VertxApiClient implements ApiClient {

  private final HttpPools pools;
  private final Destination destination;
  private final AnswerReader reader;

  VertxApiClient(HttpPools pools, Destination destination) {
    this.pools = pools;
    this.destination = destination;
    this.reader = new AnswerReader(destination.base(), destination.settings().limits());
  }

  @Override
  public ApiClient withHeader(String name, String value) {
    String sendable = RequestHeaders.sendable(name, value);
    return with(destination.headers().with(name, () -> sendable));
  }

  @Override
  public ApiClient withHeader(String name, Secret value) {
    Optional<CommandException> refusal = destination.refusesSecrets(name);
    return with(
        destination
            .headers()
            .with(
                name,
                () -> {
                  // When it would be sent: a client that is made for nothing does no harm.
                  if (refusal.isPresent()) {
                    throw refusal.get();
                  }
                  return value.reveal();
                }));
  }

  @Override
  public ApiResponse send(ApiRequest request, Invocation run) {
    if (Thread.currentThread().isInterrupted()) {
      throw isLate(run)
          ? destination.failures().lateBeforeSending()
          : destination.failures().cancelled(Sent.NO);
    }
    return reader.read(await(begin(request, run, pool())), request);
  }

  @Override
  public CompletionStage<ApiResponse> sendAsync(ApiRequest request, Invocation run) {
    CompletableFuture<ApiResponse> stage = new CompletableFuture<>();
    try {
      HttpPool pool = pool();
      CompletableFuture<?> unused =
          begin(request, run, pool)
              .result()
              .whenComplete(
                  (answer, failure) -> {
                    // Off the event loop: a large answer takes its time, and what follows in the
                    // plugin may be a request whose secrets must be looked up.
                    Runnable completion = () -> complete(stage, answer, failure, request);
                    if (!pool.runBlocking(completion)) {
                      completion.run();
                    }
                  });
    } catch (RuntimeException e) {
      stage.completeExceptionally(e);
    }
    return stage;
  }

  /** When the thread is interrupted the call is cancelled, and the thread stays interrupted. */
  private static Answer await(Call call) {
    try {
      return call.result().get();
    } catch (InterruptedException e) {
      call.cancel();
      Thread.currentThread().interrupt();
      return afterInterrupt(call);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  /** Takes no time: the call has been cancelled, or had just ended by itself. */
  private static Answer afterInterrupt(Call call) {
    try {
      return call.result().join();
    } catch (CompletionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private void complete(
      CompletableFuture<ApiResponse> stage, Answer answer, Throwable failure, ApiRequest request) {
    if (failure != null) {
      stage.completeExceptionally(failure);
      return;
    }
    try {
      stage.complete(reader.read(answer, request));
    } catch (RuntimeException e) {
      stage.completeExceptionally(e);
    }
  }

  /** Secrets are revealed here, on the calling thread: that may block. */
  private Call begin(ApiRequest request, Invocation run, HttpPool pool) {
    if (isLate(run)) {
      throw destination.failures().lateBeforeSending();
    }
    if (run.isCancelled()) {
      throw destination.failures().cancelled(Sent.NO);
    }
    Stopwatch stopwatch = new Stopwatch(Phase.SECRET, System.nanoTime());
    // Counted first: what is looked up afresh from here on is not in these headers.
    int renewals = destination.gate().renewal().count();
    Revealed revealed =
        destination.credentials().during(run, () -> destination.reveal(request, renewals));
    stopwatch.next(Phase.QUEUE);
    Call call = new Call(pool, destination, request, revealed, stopwatch, run);
    call.start();
    return call;
  }

  private HttpPool pool() throws CommandException {
    return pools
        .pool(destination.settings())
        .orElseThrow(() -> destination.failures().stopping(Sent.NO));
  }

  private ApiClient with(RequestHeaders headers) {
    return new VertxApiClient(pools, destination.with(headers));
  }

  private static boolean isLate(Invocation run) {
    return !Instant.now().isBefore(run.deadline());
  }
}
