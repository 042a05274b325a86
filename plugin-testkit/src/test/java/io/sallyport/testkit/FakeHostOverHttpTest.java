// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeHostOverHttpTest {

  private final FakeHost host = FakeHost.overHttp();
  private final FakeInvocation run = new FakeInvocation();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final HttpServer server = unbound();

  @BeforeEach
  void start() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/ok", exchange -> answer(exchange, 200, "{\"ok\":true}"));
    server.createContext("/api/taken", exchange -> answer(exchange, 401, "{\"error\":\"no\"}"));
    server.createContext(
        "/api/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://other.example/");
          answer(exchange, 302, "");
        });
    server.createContext("/api/dropped", HttpExchange::close);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsMethodPathHeadersAndTheBodyOfADelete() throws InterruptedException {
    ApiRequest request =
        ApiRequest.delete("/ok/{}", "a b")
            .query("q", "1")
            .json(JsonNodeFactory.instance.objectNode().put("a", "ä"));

    String answer = client().withHeader("X-Password", Secret.of("s")).send(request, run).text();

    assertThat(answer).isEqualTo("{\"ok\":true}");
    assertThat(seen.take())
        .isEqualTo("DELETE /api/ok/a%20b?q=1 X-Password=s application/json {\"a\":\"ä\"}");
    assertThat(host.requests()).hasToString("[DELETE /ok/a%20b]");
  }

  @Test
  void turnsAnErrorStatusIntoTheProductsWords() {
    CommandException failure = failureOf(client(), ApiRequest.get("/taken"), run);

    assertThat(failure.status()).isEqualTo(401);
    assertThat(failure.text()).isEqualTo("no");
    assertThat(failure.sent()).contains(Sent.YES);
  }

  @Test
  void neverFollowsARedirect() {
    CommandException failure = failureOf(client(), ApiRequest.get("/moved"), run);

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.text()).contains("http://other.example/");
  }

  @Test
  void doesNotKnowWhatBecameOfARequestWithoutAnswer() {
    CommandException failure = failureOf(client(), ApiRequest.post("/dropped"), run);

    assertThat(failure.status()).isEqualTo(504);
    assertThat(failure.sent()).contains(Sent.UNKNOWN);
  }

  @Test
  void keepsTheDeadlineWhenNoAnswerComes() throws IOException {
    // Accepts connections into its backlog and never reads a byte.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ApiClient client = host.http(base(silent.getLocalPort()));
      FakeInvocation brief = new FakeInvocation(Instant.now().plusMillis(300));

      CommandException failure = failureOf(client, ApiRequest.post("/ok"), brief);

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(failure.text()).contains("deadline");
    }
  }

  @Test
  void knowsThatARefusedConnectionSentNothing() {
    int port = server.getAddress().getPort();
    server.stop(0);

    CommandException failure = failureOf(host.http(base(port)), ApiRequest.post("/ok"), run);

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.sent()).contains(Sent.NO);
  }

  private ApiClient client() {
    return host.http(base(server.getAddress().getPort()));
  }

  private static URI base(int port) {
    return URI.create(
        "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/api/");
  }

  private static CommandException failureOf(
      ApiClient client, ApiRequest request, FakeInvocation run) {
    return catchThrowableOfType(CommandException.class, () -> client.send(request, run));
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      seen.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " X-Password="
              + exchange.getRequestHeaders().getFirst("X-Password")
              + " "
              + exchange.getRequestHeaders().getFirst("Content-Type")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static HttpServer unbound() {
    try {
      return HttpServer.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
