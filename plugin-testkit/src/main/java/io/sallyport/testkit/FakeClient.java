// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** What is the same for every way to get an answer: headers, the record of requests, statuses. */
final class FakeClient implements ApiClient {

  private final URI base;
  private final Exchange exchange;
  private final Consumer<FakeHost.Request> recorder;
  private final Map<String, String> headers;
  private final Map<String, Secret> secrets;

  FakeClient(URI base, Exchange exchange, Consumer<FakeHost.Request> recorder) {
    this(base, exchange, recorder, Map.of(), Map.of());
  }

  private FakeClient(
      URI base,
      Exchange exchange,
      Consumer<FakeHost.Request> recorder,
      Map<String, String> headers,
      Map<String, Secret> secrets) {
    this.base = base;
    this.exchange = exchange;
    this.recorder = recorder;
    this.headers = headers;
    this.secrets = secrets;
  }

  @Override
  public ApiClient withHeader(String name, String value) {
    return new FakeClient(base, exchange, recorder, with(headers, name, value), secrets);
  }

  @Override
  public ApiClient withHeader(String name, Secret value) {
    return new FakeClient(base, exchange, recorder, headers, with(secrets, name, value));
  }

  @Override
  public ApiResponse send(ApiRequest request, Invocation run) {
    CompletableFuture<ApiResponse> answer = start(request, run);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw CommandException.of(499, "Cancelled: the run was interrupted.")
          .withSent(Sent.UNKNOWN)
          .withCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandException failure) {
        throw failure;
      }
      throw new AssertionError("The test kit failed to send " + request, e.getCause());
    }
  }

  @Override
  public CompletionStage<ApiResponse> sendAsync(ApiRequest request, Invocation run) {
    return start(request, run);
  }

  private CompletableFuture<ApiResponse> start(ApiRequest request, Invocation run) {
    if (run.isCancelled()) {
      return CompletableFuture.failedFuture(
          CommandException.of(499, "Cancelled: nobody waits for the answer any more.")
              .withSent(Sent.NO));
    }
    if (!run.deadline().isAfter(Instant.now())) {
      return CompletableFuture.failedFuture(
          CommandException.of(504, "Gateway Timeout: the run's deadline has passed.")
              .withSent(Sent.NO));
    }
    FakeHost.Request sent;
    try {
      sent = resolve(request);
    } catch (CommandException e) {
      return CompletableFuture.failedFuture(e.withSent(Sent.NO));
    }
    recorder.accept(sent);
    CompletableFuture<ApiResponse> checked = new CompletableFuture<>();
    var unused =
        exchange
            .start(sent, run.deadline())
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    checked.completeExceptionally(failure);
                  } else if (isRedirect(response)) {
                    checked.completeExceptionally(redirected(response));
                  } else if (!request.expects(response.status())) {
                    checked.completeExceptionally(response.failure());
                  } else {
                    checked.complete(response);
                  }
                });
    return checked;
  }

  private FakeHost.Request resolve(ApiRequest request) {
    Map<String, String> plain = new LinkedHashMap<>(headers);
    plain.putAll(request.headers());
    Map<String, String> revealed = new LinkedHashMap<>();
    secrets.forEach((name, secret) -> revealed.put(name, secret.reveal()));
    return new FakeHost.Request(
        request.method(), base, request.path(), request.query(), plain, revealed, request.body());
  }

  private static boolean isRedirect(ApiResponse response) {
    return response.status() >= 300 && response.status() < 400 && response.status() != 304;
  }

  private static CommandException redirected(ApiResponse response) {
    return CommandException.of(
            502,
            "Bad Gateway: the product redirects to "
                + response.header("Location").orElse("an unknown place")
                + ", which is never followed.")
        .withSent(Sent.YES);
  }

  private static <V> Map<String, V> with(Map<String, V> values, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return more;
  }
}
