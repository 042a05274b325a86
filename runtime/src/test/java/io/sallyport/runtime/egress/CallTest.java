// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadline, cancellation and repeats. */
class CallTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Egress egress = new Egress();

  @BeforeAll
  static void loadClasses() throws Exception {
    WarmUp.run();
  }

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void givesUpAProductThatNeverAnswers() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      TestRun run = TestRun.within(SHORT);
      CommandException failure =
          lateFailureOf(client(server.uri()), ApiRequest.post("/things"), run);

      assertThat(failure.text())
          .startsWith("Gateway Timeout: 127.0.0.1:" + server.port() + " did not answer within ");
      assertThat(failure.details())
          .containsExactly("timeouts.command sets how long a whole command may take.");
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(run.sent()).containsExactly(Sent.UNKNOWN);
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"
      })
  void givesUpAProductThatStallsInTheMiddle(String beginning) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              connection.send(beginning);
              connection.awaitClose();
            })) {
      CommandException failure =
          lateFailureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.within(SHORT));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void givesUpAnAnswerThatDripsForEver() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
              connection.drip();
            })) {
      CommandException failure =
          lateFailureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.within(SHORT));

      assertThat(failure.text())
          .startsWith("Gateway Timeout: the answer of 127.0.0.1:" + server.port())
          .contains("was not complete after");
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void keepsTheDeadlineWhileItWaitsForItsTurn() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      ApiClient client = client(server.uri());
      for (int busy = 0; busy < 16; busy++) {
        assertThat(client.sendAsync(ApiRequest.get("/busy"), TestRun.unhurried())).isNotNull();
      }
      CommandException failure =
          lateFailureOf(client, ApiRequest.post("/things"), TestRun.within(SHORT));

      assertThat(failure.text())
          .matches(
              "Gateway Timeout: the request waited \\d+ ms for its turn on the connection test.");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @Test
  void doesNotBeginAfterTheDeadline() throws Exception {
    try (ScriptedServer server = ok()) {
      CommandException failure =
          failureOf(
              client(server.uri()),
              ApiRequest.get("/things"),
              TestRun.within(Duration.ofMillis(-1)));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void closesTheConnectionWhenTheRunIsCancelled() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      TestRun run = TestRun.unhurried();
      CompletableFuture<ApiResponse> stage =
          client(server.uri()).sendAsync(ApiRequest.post("/things"), run).toCompletableFuture();
      assertThat(server.awaitRequest()).isTrue();

      run.cancel();

      ExecutionException failed =
          catchThrowableOfType(ExecutionException.class, () -> stage.get(2, TimeUnit.SECONDS));
      assertThat(failed.getCause())
          .isInstanceOfSatisfying(
              CommandException.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(499);
                assertThat(failure.text()).isEqualTo("Cancelled.");
                assertThat(failure.sent()).contains(Sent.UNKNOWN);
              });
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void sendsNothingForACancelledRun() throws Exception {
    try (ScriptedServer server = ok()) {
      TestRun run = TestRun.unhurried();
      run.cancel();
      CommandException failure = failureOf(client(server.uri()), ApiRequest.get("/things"), run);

      assertThat(failure.status()).isEqualTo(499);
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anEndedRequestIgnoresALaterCancel() throws Exception {
    try (ScriptedServer server = ok()) {
      TestRun run = TestRun.unhurried();
      ApiClient client = client(server.uri());
      client.send(ApiRequest.get("/things"), run);
      run.cancel();

      assertThat(client.send(ApiRequest.get("/things"), TestRun.unhurried()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void cancelsTheRequestOfAnInterruptedThread() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      CompletableFuture<CommandException> failed = new CompletableFuture<>();
      AtomicBoolean interrupted = new AtomicBoolean();
      Thread caller =
          new Thread(
              () -> {
                CommandException failure =
                    failureOf(
                        client(server.uri()), ApiRequest.post("/things"), TestRun.unhurried());
                interrupted.set(Thread.currentThread().isInterrupted());
                failed.complete(failure);
              });
      caller.start();
      assertThat(server.awaitRequest()).isTrue();
      caller.interrupt();
      CommandException failure = failed.get(2, TimeUnit.SECONDS);

      assertThat(failure.status()).isEqualTo(499);
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(interrupted).isTrue();
      assertThat(server.awaitClientClose()).isTrue();
    }
  }

  @Test
  void sendsNothingOnAnInterruptedThread() throws Exception {
    try (ScriptedServer server = ok()) {
      Thread.currentThread().interrupt();
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.status()).isEqualTo(499);
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void repeatsWhatMayBeSentTwice(int status) throws Exception {
    try (ScriptedServer server = answering(status + " Busy", status + " Busy", "200 OK")) {
      ApiResponse response =
          client(server.uri()).send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void givesUpAfterTwoRepeats() throws Exception {
    try (ScriptedServer server = answering("503 Busy")) {
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text()).isEqualTo("Service Unavailable");
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void waitsAsLongAsTheProductAsks() throws Exception {
    try (ScriptedServer server = answering("429 Slow\r\nRetry-After: 1", "200 OK")) {
      Instant before = Instant.now();
      client(server.uri()).send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(990));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void doesNotWaitPastTheDeadline() throws Exception {
    try (ScriptedServer server = answering("429 Slow\r\nRetry-After: 86400")) {
      Instant before = Instant.now();
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(Duration.between(before, Instant.now())).isLessThan(SLACK);
      assertThat(failure.status()).isEqualTo(429);
      assertThat(failure.details())
          .containsExactly("The product asks to wait 86400 s (Retry-After).");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Slow", "503 Busy", "500 Broken", "502 Bad", "504 Late"})
  void neverRepeatsAWrite(String status) throws Exception {
    try (ScriptedServer server = answering(status)) {
      CommandException failure =
          failureOf(client(server.uri()), ApiRequest.post("/things"), TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotRepeatAnExpectedStatus() throws Exception {
    try (ScriptedServer server = answering("503 Busy")) {
      ApiResponse response =
          client(server.uri()).send(ApiRequest.get("/things").expecting(503), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(503);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void repeatsAReadThatMetAConnectionTheServerHadGivenUp() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              if (seen.incrementAndGet() == 2) {
                connection.reset();
              } else {
                connection.answer("200 OK", "{}");
              }
            })) {
      ApiClient client = client(server.uri());
      client.send(ApiRequest.get("/first"), TestRun.unhurried());

      assertThat(client.send(ApiRequest.get("/second"), TestRun.unhurried()).status())
          .isEqualTo(200);
      assertThat(server.requests())
          .extracting(ScriptedServer.Request::uri)
          .containsExactly("/first", "/second", "/second");
    }
  }

  @Test
  void doesNotRepeatAWriteThatMetSuchAConnection() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              if (seen.incrementAndGet() == 2) {
                connection.reset();
              } else {
                connection.answer("200 OK", "{}");
              }
            })) {
      ApiClient client = client(server.uri());
      client.send(ApiRequest.get("/first"), TestRun.unhurried());
      CommandException failure = failureOf(client, ApiRequest.post("/second"), TestRun.unhurried());

      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void looksSecretsUpAfreshOnceWhenTheProductDoesNotAcceptThem() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("old");
    Credentials credentials = () -> !password.getAndSet("new").equals("new");
    try (ScriptedServer server = acceptingPassword("new")) {
      ApiClient client =
          client(server.uri(), credentials).withHeader("X-Password", Secret.live(password::get));

      assertThat(client.send(ApiRequest.post("/things"), TestRun.unhurried()).status())
          .isEqualTo(200);
      assertThat(server.requests())
          .extracting(request -> request.headers().get("X-Password"))
          .containsExactly("old", "new");
    }
  }

  @Test
  void doesNotAskTwiceWithTheSameSecret() throws Exception {
    AtomicInteger refreshed = new AtomicInteger();
    Credentials credentials =
        () -> {
          refreshed.incrementAndGet();
          return false;
        };
    try (ScriptedServer server = acceptingPassword("right")) {
      CommandException failure =
          failureOf(
              client(server.uri(), credentials).withHeader("X-Password", Secret.of("wrong")),
              ApiRequest.post("/things"),
              TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(401);
      assertThat(refreshed).hasValue(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void asksOnlyOnceMoreHoweverOftenSecretsChange() throws Exception {
    AtomicInteger version = new AtomicInteger();
    Credentials credentials =
        () -> {
          version.incrementAndGet();
          return true;
        };
    try (ScriptedServer server = acceptingPassword("right")) {
      CommandException failure =
          failureOf(
              client(server.uri(), credentials)
                  .withHeader("X-Password", Secret.live(() -> "wrong" + version.get())),
              ApiRequest.get("/things"),
              TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(401);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void takesASecretThatAnotherRequestHasLookedUp() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("old");
    // The other request's look-up comes first, so that this one finds nothing changed.
    Credentials credentials =
        () -> {
          password.set("new");
          return false;
        };
    try (ScriptedServer server = acceptingPassword("new")) {
      ApiResponse response =
          client(server.uri(), credentials)
              .withHeader("X-Password", Secret.live(password::get))
              .send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(response.status()).isEqualTo(200);
    }
  }

  @Test
  void saysWhenSecretsAreNotToBeHadAfresh() throws Exception {
    Credentials sealed =
        () -> {
          throw CommandException.of(503, "The vault is sealed.");
        };
    try (ScriptedServer server = answering("401 No")) {
      CommandException failure =
          failureOf(client(server.uri(), sealed), ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(failure.status()).isEqualTo(401);
      assertThat(failure.details())
          .containsExactly("The secrets could not be looked up afresh: The vault is sealed.");
    }
  }

  @Test
  void keepsTheDeadlineWhileSecretsAreLookedUp() throws Exception {
    CompletableFuture<Boolean> never = new CompletableFuture<>();
    try (ScriptedServer server = answering("401 No")) {
      CommandException failure =
          lateFailureOf(
              client(server.uri(), never::join), ApiRequest.post("/things"), TestRun.within(SHORT));

      assertThat(failure.text()).contains("POST could not be sent").contains("again within");
      assertThat(failure.sent()).contains(Sent.YES);
    } finally {
      never.complete(false);
    }
  }

  private static ScriptedServer ok() throws Exception {
    return answering("200 OK");
  }

  /** Answers each request with the next one, and with the last one from then on. */
  private static ScriptedServer answering(String... answers) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<String> all = List.of(answers);
    return new ScriptedServer(
        (request, connection) ->
            connection.answer(all.get(Math.min(next.getAndIncrement(), all.size() - 1)), ""));
  }

  private static ScriptedServer acceptingPassword(String password) throws Exception {
    return new ScriptedServer(
        (request, connection) ->
            connection.answer(
                password.equals(request.headers().get("X-Password")) ? "200 OK" : "401 No", ""));
  }

  private ApiClient client(URI base) {
    return client(base, Credentials.NONE);
  }

  private ApiClient client(URI base, Credentials credentials) {
    return egress
        .outlet(EgressSettings.defaults("test", Set.of("127.0.0.1", "localhost")), credentials)
        .client(base);
  }

  private static CommandException failureOf(ApiClient client, ApiRequest request, TestRun run) {
    return catchThrowableOfType(CommandException.class, () -> client.send(request, run));
  }

  private static CommandException lateFailureOf(ApiClient client, ApiRequest request, TestRun run) {
    CommandException failure = failureOf(client, request, run);

    assertThat(failure.status()).isEqualTo(504);
    assertThat(Instant.now()).isBetween(run.deadline(), run.deadline().plus(SLACK));
    return failure;
  }
}
