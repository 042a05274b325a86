// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

  private static final JsonNode BODY =
      JsonNodeFactory.instance.objectNode().put("name", "Z\u00fcrich \u65e5\u672c");

  private final Egress egress = new Egress();

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void givesTheProductsAnswer() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer("200 OK\r\nX-Trace: 7", "{\"answer\": 42}"))) {
      ApiResponse response =
          client(server.uri()).send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("x-trace")).contains("7");
      assertThat(response.json().path("answer").intValue()).isEqualTo(42);
    }
  }

  @Test
  void asksForJsonAndSaysWhoItIs() throws Exception {
    try (ScriptedServer server = ok()) {
      client(server.uri()).send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(server.requests().get(0).headers())
          .containsEntry("Accept", "application/json")
          .containsEntry("Host", "127.0.0.1:" + server.port())
          .hasEntrySatisfying("User-Agent", agent -> assertThat(agent).startsWith("Sallyport/"))
          .doesNotContainKeys("Content-Type", "Accept-Encoding");
    }
  }

  @Test
  void letsAPluginSayOtherwise() throws Exception {
    try (ScriptedServer server = ok()) {
      client(server.uri())
          .withHeader("accept", "application/vnd.example+json")
          .withHeader("X-User", "first")
          .withHeader("x-user", "second")
          .send(
              ApiRequest.patch("/things").json(BODY).header("content-type", "application/merge"),
              TestRun.unhurried());

      assertThat(server.requests().get(0).headers())
          .containsEntry("accept", "application/vnd.example+json")
          .containsEntry("x-user", "second")
          .containsEntry("content-type", "application/merge");
    }
  }

  @Test
  void sendsABodyWithDelete() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> connection.send("HTTP/1.1 204 No Content\r\n\r\n"))) {
      ApiResponse response =
          client(server.uri()).send(ApiRequest.delete("/things").json(BODY), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(204);
      assertThat(response.text()).isEmpty();
      ScriptedServer.Request request = server.requests().get(0);
      assertThat(request.method()).isEqualTo("DELETE");
      assertThat(request.body()).isEqualTo(BODY.toString());
      assertThat(request.headers())
          .containsEntry("Content-Type", "application/json")
          .containsEntry("Content-Length", String.valueOf(BODY.toString().getBytes(UTF_8).length));
    }
  }

  @Test
  void saysThatAPostWithoutBodyHasNone() throws Exception {
    try (ScriptedServer server = ok()) {
      client(server.uri()).send(ApiRequest.post("/things"), TestRun.unhurried());

      assertThat(server.requests().get(0).headers()).containsEntry("Content-Length", "0");
    }
  }

  @Test
  void staysBelowTheBaseAddressWhateverASegmentHolds() throws Exception {
    try (ScriptedServer server = ok()) {
      client(URI.create(server.uri() + "/api/v1/"))
          .send(
              ApiRequest.get("/orgs/{}/x", "../../admin?a=b#c@evil.example").query("q", "a&b=c d"),
              TestRun.unhurried());

      assertThat(server.requests().get(0).uri())
          .isEqualTo("/api/v1/orgs/..%2F..%2Fadmin%3Fa%3Db%23c%40evil.example/x?q=a%26b%3Dc%20d");
    }
  }

  @Test
  void failsWithTheProductsOwnWords() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer(
                    "422 Nope", "{\"message\": \"The allow list field is required.\"}"))) {
      TestRun run = TestRun.unhurried();
      CommandException failure = failureOf(client(server.uri()), ApiRequest.post("/things"), run);

      assertThat(failure.status()).isEqualTo(422);
      assertThat(failure.text()).isEqualTo("The allow list field is required.");
      assertThat(failure.rawData()).isPresent();
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(run.sent()).containsExactly(Sent.UNKNOWN, Sent.YES);
    }
  }

  @Test
  void takesAnExpectedStatusAsAnAnswer() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("404 Not Found", "none"))) {
      ApiResponse response =
          client(server.uri()).send(ApiRequest.get("/things").expecting(404), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(404);
      assertThat(response.text()).isEqualTo("none");
    }
  }

  @Test
  void takesAnAnswerThatIsNotModified() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> connection.send("HTTP/1.1 304 Not Modified\r\n\r\n"))) {
      assertThat(client(server.uri()).send(ApiRequest.get("/things"), TestRun.unhurried()).status())
          .isEqualTo(304);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void neverFollowsARedirect(int status) throws Exception {
    try (ScriptedServer sink = ok();
        ScriptedServer server =
            new ScriptedServer(
                (request, connection) ->
                    connection.answer(
                        status + " Moved\r\nLocation: " + sink.uri("localhost") + "/in?token=x",
                        ""))) {
      CommandException failure =
          failureOf(
              client(server.uri()).withHeader("X-Password", Secret.of("hunter2")),
              ApiRequest.get("/things"),
              TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text())
          .isEqualTo(
              "Bad Gateway: GET was answered with a redirect to http://localhost:"
                  + sink.port()
                  + ", which is never followed.");
      assertThat(failure.details())
          .containsExactly("Set the Server URL to the address of the product's API.");
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(server.requests().get(0).headers()).containsEntry("X-Password", "hunter2");
      assertThat(sink.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\nLocation: http://[", "\r\nLocation: mailto:a@b.example"})
  void refusesARedirectToNowhere(String location) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> connection.answer("302 Found" + location, ""))) {
      assertThat(
              failureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.unhurried())
                  .text())
          .contains("redirect to an address that cannot be read");
    }
  }

  @Test
  void revealsASecretEachTimeItIsSent() throws Exception {
    try (ScriptedServer server = ok()) {
      List<String> values = new ArrayList<>(List.of("first", "second"));
      ApiClient client =
          client(server.uri()).withHeader("X-Password", Secret.live(() -> values.remove(0)));

      client.send(ApiRequest.get("/things"), TestRun.unhurried());
      client.send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(server.requests())
          .extracting(request -> request.headers().get("X-Password"))
          .containsExactly("first", "second");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2\n", "hunter2\r\nX-Admin: yes", "hunter2\u0000", "hunter\u20ac"})
  void refusesASecretThatCannotBeSentWithoutShowingIt(String value) throws Exception {
    try (ScriptedServer server = ok()) {
      CommandException failure =
          failureOf(
              client(server.uri()).withHeader("X-Password", Secret.of(value)),
              ApiRequest.get("/things"),
              TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(400);
      assertThat(failure.text()).isEqualTo("The value for header (X-Password) is invalid.");
      assertThat(failure.details().toString()).doesNotContain("hunter");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void sendsLatin1InAHeader() throws Exception {
    try (ScriptedServer server = ok()) {
      client(server.uri())
          .withHeader("X-Password", Secret.of("p\u00e4ss"))
          .send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(server.requests().get(0).headers()).containsEntry("X-Password", "p\u00e4ss");
    }
  }

  @Test
  void passesOnThatASecretCannotBeHad() throws Exception {
    try (ScriptedServer server = ok()) {
      Secret sealed =
          Secret.live(
              () -> {
                throw CommandException.of(503, "The vault is sealed.");
              });
      CommandException failure =
          failureOf(
              client(server.uri()).withHeader("X-Password", sealed),
              ApiRequest.get("/things"),
              TestRun.unhurried());

      assertThat(failure.text()).isEqualTo("The vault is sealed.");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "no name", ""})
  void keepsToItselfWhereAMessageGoesAndEnds(String name) {
    ApiClient client = client(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> client.withHeader(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheHostThatIsNotFound() {
    String host = "x".repeat(64) + ".example"; // no name has a part as long as that
    TestRun run = TestRun.unhurried();
    CommandException failure =
        failureOf(client(URI.create("https://" + host)), ApiRequest.post("/things"), run);

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.text())
        .isEqualTo(
            "Service Unavailable: name look-up: this machine finds no address for " + host + ".");
    assertThat(failure.sent()).contains(Sent.NO);
    assertThat(run.sent()).containsExactly(Sent.NO);
  }

  @Test
  void saysThatTheConnectionIsRefused() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0)) {
      port = gone.getLocalPort();
    }
    CommandException failure =
        failureOf(
            client(URI.create("http://localhost:" + port)),
            ApiRequest.post("/things"),
            TestRun.unhurried());

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.text())
        .isEqualTo("Service Unavailable: connect: localhost:" + port + " refuses the connection.");
    assertThat(failure.details()).isNotEmpty();
    assertThat(failure.sent()).contains(Sent.NO);
  }

  @Test
  void doesNotKnowWhatBecameOfARequestThatWasCutOff() throws Exception {
    try (ScriptedServer server = new ScriptedServer((request, connection) -> connection.reset())) {
      TestRun run = TestRun.unhurried();
      CommandException failure = failureOf(client(server.uri()), ApiRequest.post("/things"), run);

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text()).contains("closed the connection before it answered");
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(run.sent()).containsExactly(Sent.UNKNOWN);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusesAnAnswerThatIsNotHttp() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> connection.send("SSH-2.0-OpenSSH_9.2\r\n\r\n"))) {
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.post("/things"), TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text()).contains("cannot be read as HTTP");
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
    }
  }

  @Test
  void refusesAnAnswerThatEndsTooEarly() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
              connection.close();
            })) {
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text()).contains("lost before the answer was complete");
      assertThat(failure.sent()).contains(Sent.YES);
    }
  }

  @Test
  void takesLargeHeaders() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer("200 OK\r\nX-Policy: " + "p".repeat(30_000), "{}"))) {
      assertThat(
              client(server.uri())
                  .send(ApiRequest.get("/things"), TestRun.unhurried())
                  .header("X-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).hasSize(30_000));
    }
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws Exception {
    try (ScriptedServer server = ok()) {
      ApiClient client = client(server.uri());
      client.send(ApiRequest.get("/first"), TestRun.unhurried());
      client(server.uri()).send(ApiRequest.get("/second"), TestRun.unhurried());

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void serves100CallersAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("200 OK", request.uri()))) {
      ApiClient client = client(server.uri());
      List<Future<String>> answers = new ArrayList<>();
      for (int caller = 0; caller < 100; caller++) {
        String path = "/" + caller;
        answers.add(
            threads.submit(() -> client.send(ApiRequest.get(path), TestRun.unhurried()).text()));
      }

      for (int caller = 0; caller < 100; caller++) {
        assertThat(answers.get(caller).get(5, TimeUnit.SECONDS)).isEqualTo("/" + caller);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void answersWithoutWaiting() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("200 OK", request.uri()))) {
      ApiClient client = client(server.uri());
      TestRun run = TestRun.unhurried();
      // the second request begins where the first one completes: secrets may be looked up there
      String answer =
          client
              .sendAsync(ApiRequest.get("/first"), run)
              .thenCompose(first -> client.sendAsync(ApiRequest.get(first.text() + "/second"), run))
              .toCompletableFuture()
              .get(5, TimeUnit.SECONDS)
              .text();

      assertThat(answer).isEqualTo("/first/second");
    }
  }

  @Test
  void failsAStageWithWhatSendThrows() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("409 Conflict", ""))) {
      CompletableFuture<ApiResponse> stage =
          client(server.uri())
              .sendAsync(ApiRequest.post("/things"), TestRun.unhurried())
              .toCompletableFuture();

      assertThatThrownBy(stage::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              CommandException.class, failure -> assertThat(failure.status()).isEqualTo(409));
    }
  }

  @Test
  void failsAStageThatNeverBegan() {
    CompletableFuture<ApiResponse> stage =
        client(URI.create("http://127.0.0.1:1"))
            .sendAsync(ApiRequest.get("/things"), TestRun.within(Duration.ofSeconds(-1)))
            .toCompletableFuture();

    assertThat(stage).isCompletedExceptionally();
  }

  @Test
  void servesARunThatIsNotTracked() throws Exception {
    try (ScriptedServer server = ok()) {
      assertThat(client(server.uri()).send(ApiRequest.get("/things"), new PlainRun()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void failsWhatIsOnItsWayWhenItIsClosed() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      CompletableFuture<ApiResponse> stage =
          client(server.uri())
              .sendAsync(ApiRequest.post("/things"), TestRun.unhurried())
              .toCompletableFuture();
      assertThat(server.awaitRequest()).isTrue();

      Instant before = Instant.now();
      egress.close();

      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(2_500));
      assertThatThrownBy(() -> stage.get(1, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              CommandException.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(503);
                assertThat(failure.sent()).contains(Sent.UNKNOWN);
              });
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void sendsNothingOnceClosed() {
    ApiClient client = client(URI.create("http://127.0.0.1:1"));
    egress.close();

    CommandException failure = failureOf(client, ApiRequest.get("/things"), TestRun.unhurried());

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.sent()).contains(Sent.NO);
  }

  private static ScriptedServer ok() throws Exception {
    return new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"));
  }

  private ApiClient client(URI base) {
    return egress
        .outlet(EgressSettings.defaults("test", Set.of("127.0.0.1", "localhost")), Credentials.NONE)
        .client(base);
  }

  private static CommandException failureOf(ApiClient client, ApiRequest request, TestRun run) {
    return catchThrowableOfType(CommandException.class, () -> client.send(request, run));
  }

  private static final class PlainRun implements Invocation {

    private final Instant deadline = Instant.MAX;

    @Override
    public String id() {
      return "plain";
    }

    @Override
    public Instant deadline() {
      return deadline;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void log(String line) {}

    @Override
    public void warn(String line) {}

    @Override
    public void item(Item item) {}
  }
}
