// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks as a proper library does. */
final class JdkClient {

  /** Enough to be sure that an answer does not come; what is in time is in time by far. */
  static final Duration BRIEF = Duration.ofMillis(300);

  /** More than an answer that comes takes. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> post(URI server) throws IOException {
    return send(server, BodyHandlers.ofString(), PATIENT);
  }

  /** Waits so long for the whole answer. */
  HttpResponse<String> post(URI server, Duration timeout) throws IOException {
    return send(server, BodyHandlers.ofString(), timeout);
  }

  HttpResponse<byte[]> postForBytes(URI server) throws IOException {
    return send(server, BodyHandlers.ofByteArray(), PATIENT);
  }

  /** Sends a POST, which the JDK sends once and no more. Its own timeout ends with the head. */
  private <T> HttpResponse<T> send(URI server, BodyHandler<T> handler, Duration timeout)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/things"))
            .POST(BodyPublishers.ofString("{\"a\":1}"))
            .build();
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new HttpTimeoutException("No whole answer within " + timeout + ".");
    } catch (ExecutionException failed) {
      throw new IOException(failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
