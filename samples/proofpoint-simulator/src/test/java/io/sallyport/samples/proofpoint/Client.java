// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Speaks to a simulator as one user; the JDK's client sends DELETE and PATCH with a body. */
final class Client {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final URI root;
  private final List<String> headers;

  private Client(URI root, List<String> headers) {
    this.root = root;
    this.headers = headers;
  }

  static Client as(String user, ProofpointSimulator simulator) {
    return anonymous(simulator)
        .with("X-User", user)
        .with("X-Password", DemoDirectory.PASSWORD)
        .with("Content-Type", "application/json");
  }

  static Client admin(ProofpointSimulator simulator) {
    return as("admin@example.com", simulator);
  }

  static Client anonymous(ProofpointSimulator simulator) {
    return new Client(simulator.uri(), List.of());
  }

  Client with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Client(root, more);
  }

  Client without(String header) {
    List<String> fewer = new ArrayList<>();
    for (int index = 0; index < headers.size(); index += 2) {
      if (!headers.get(index).equalsIgnoreCase(header)) {
        fewer.add(headers.get(index));
        fewer.add(headers.get(index + 1));
      }
    }
    return new Client(root, fewer);
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  int status(String method, String path, String body) {
    return send(method, path, body).statusCode();
  }

  /** Sends a request; the path is below the root of the server, as it is to be sent. */
  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("Not JSON: " + text, malformed);
    }
  }
}
