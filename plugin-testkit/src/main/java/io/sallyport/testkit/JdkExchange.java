// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Sends real requests with the JDK's HTTP client. */
final class JdkExchange implements Exchange {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Override
  public CompletableFuture<ApiResponse> start(FakeHost.Request request, Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(httpRequest(request), BodyHandlers.ofByteArray());
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    // The request's own timeout ends with the headers; this one also bounds the body.
    var unused =
        exchange
            .copy()
            .orTimeout(left.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    answer.complete(
                        ApiResponse.of(
                            response.statusCode(), response.headers().map(), response.body()));
                  } else {
                    exchange.cancel(true);
                    answer.completeExceptionally(explained(failure));
                  }
                });
    return answer;
  }

  private static HttpRequest httpRequest(FakeHost.Request request) {
    BodyPublisher body =
        request
            .body()
            .map(json -> BodyPublishers.ofString(json.toString()))
            .orElseGet(BodyPublishers::noBody);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address(request)).method(request.method(), body);
    builder.setHeader("Accept", "application/json");
    if (request.body().isPresent()) {
      builder.setHeader("Content-Type", "application/json");
    }
    request.revealedHeaders().forEach(builder::setHeader);
    return builder.build();
  }

  private static URI address(FakeHost.Request request) {
    String base = request.base().toString().replaceAll("/+$", "");
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    return URI.create(base + request.path() + query);
  }

  private static CommandException explained(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLHandshakeException) {
      return CommandException.of(503, "Service Unavailable: the connection failed.")
          .withSent(Sent.NO)
          .withCause(cause);
    }
    String reason =
        cause instanceof TimeoutException
            ? "no answer came before the run's deadline."
            : "the connection ended without an answer.";
    return CommandException.of(504, "Gateway Timeout: " + reason)
        .withSent(Sent.UNKNOWN)
        .withCause(cause);
  }
}
