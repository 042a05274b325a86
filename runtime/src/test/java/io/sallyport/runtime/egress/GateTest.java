// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many requests of one connection are on their way, how fast, and who is refused. */
class GateTest {

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
  void sendsSoManyAtATimeAndTheRestInTheirOrder() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(3);
    CountDownLatch open = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              full.countDown();
              awaitUnchecked(open);
              inside.decrementAndGet();
              connection.answer("200 OK", "{}");
            })) {
      ApiClient client = client(server, new Throttle(3, 100, OptionalInt.empty()));
      List<CompletableFuture<ApiResponse>> answers = new ArrayList<>();
      for (int number = 0; number < 20; number++) {
        answers.add(send(client, number, TestRun.unhurried()));
      }
      assertThat(full.await(5, TimeUnit.SECONDS)).isTrue();
      open.countDown();
      for (CompletableFuture<ApiResponse> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      assertThat(most).hasValue(3);
      assertThat(server.requests()).hasSize(20);
    }
  }

  @Test
  void refusesAtOnceWhatDoesNotFitIntoTheQueue() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.awaitClose())) {
      ApiClient client = client(server, new Throttle(1, 2, OptionalInt.empty()));
      for (int number = 0; number < 3; number++) {
        assertThat(send(client, number, TestRun.unhurried())).isNotNull();
      }
      TestRun run = TestRun.unhurried();
      CommandException failure = failureOf(client, run);

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text())
          .isEqualTo("Service Unavailable: 2 requests already wait for the connection test.");
      assertThat(failure.details().toString()).contains("1 requests at a time", "limits.");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(run.attempts()).isEmpty();
    }
  }

  @Test
  void letsTheNextInWhenOneGivesUpWaiting() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              if (request.uri().equals("/0")) {
                connection.awaitClose();
              }
              connection.answer("200 OK", "{}");
            })) {
      ApiClient client = client(server, new Throttle(1, 2, OptionalInt.empty()));
      TestRun first = TestRun.unhurried();
      CompletableFuture<ApiResponse> stuck = send(client, 0, first);
      TestRun second = TestRun.unhurried();
      CompletableFuture<ApiResponse> waiting = send(client, 1, second);
      CompletableFuture<ApiResponse> last = send(client, 2, TestRun.unhurried());
      second.cancel();
      first.cancel();

      assertThat(last.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(stuck).failsWithin(Duration.ofSeconds(30));
      assertThat(waiting).failsWithin(Duration.ofSeconds(30));
      assertThat(server.requests()).noneMatch(request -> request.uri().equals("/1"));
    }
  }

  @Test
  void spreadsRequestsOverTheMinute() throws Exception {
    try (ScriptedServer server = ok()) {
      ApiClient client = client(server, new Throttle(8, 100, OptionalInt.of(600)));
      long before = System.nanoTime();
      for (int number = 0; number < 15; number++) {
        assertThat(client.send(ApiRequest.get("/things"), TestRun.unhurried()).status())
            .isEqualTo(200);
      }
      // Ten of a second at once, the other five a tenth of a second apart.
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(390));
    }
  }

  @Test
  void holdsEveryRequestBackWhileTheProductAsksTo() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer(
                    answers.getAndIncrement() == 0 ? "429 Slow\r\nRetry-After: 1" : "200 OK",
                    "{}"))) {
      ApiClient client = client(server, Throttle.defaults());
      assertThat(failureOf(client, TestRun.unhurried()).status()).isEqualTo(429);

      TestRun hurried = TestRun.within(Duration.ofMillis(300));
      CommandException failure = failureOf(client, hurried);
      assertThat(failure.status()).isEqualTo(429);
      assertThat(failure.text())
          .startsWith("Too Many Requests: 127.0.0.1:" + server.port() + " has asked not to be");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).hasSize(1);

      TestRun patient = TestRun.unhurried();
      assertThat(client.send(ApiRequest.post("/things"), patient).status()).isEqualTo(200);
      assertThat(patient.attempts().get(0).times().get(Phase.QUEUE))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }
  }

  /** The next in the queue went out in the moment in which the one that was asked to wait ended. */
  @Test
  void holdsBackWhoWaitsInTheQueueToo() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    CountDownLatch queued = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              awaitUnchecked(queued);
              connection.answer(
                  answers.getAndIncrement() == 0 ? "429 Slow\r\nRetry-After: 1" : "200 OK", "{}");
            })) {
      ApiClient client = client(server, new Throttle(1, 10, OptionalInt.empty()));
      CompletableFuture<ApiResponse> first =
          client.sendAsync(ApiRequest.post("/first"), TestRun.unhurried()).toCompletableFuture();
      TestRun run = TestRun.unhurried();
      CompletableFuture<ApiResponse> second = send(client, 2, run);
      queued.countDown();

      assertThat(second.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(first).failsWithin(Duration.ofSeconds(30));
      assertThat(run.attempts().get(0).times().get(Phase.QUEUE))
          .isGreaterThan(Duration.ofMillis(990));
    }
  }

  @Test
  void doesNotHoldAnotherConnectionBack() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer(
                    answers.getAndIncrement() == 0 ? "429 Slow\r\nRetry-After: 3600" : "200 OK",
                    "{}"))) {
      assertThat(failureOf(client(server, Throttle.defaults()), TestRun.unhurried()).status())
          .isEqualTo(429);
      assertThat(
              client(server, Throttle.defaults())
                  .send(ApiRequest.get("/things"), TestRun.within(Duration.ofSeconds(5)))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void keepsTheTimeOfEachPhase() throws Exception {
    try (ScriptedServer server = ok()) {
      TestRun run = TestRun.unhurried();
      ApiClient client = client(server, Throttle.defaults());
      client.send(ApiRequest.get("/things").query("q", "private"), run);
      client.send(ApiRequest.post("/things"), run);

      assertThat(run.attempts()).hasSize(2);
      Attempt first = run.attempts().get(0);
      assertThat(first.method()).isEqualTo("GET");
      assertThat(first.path()).isEqualTo("/things");
      assertThat(first.status()).hasValue(200);
      assertThat(first.sent()).isEqualTo(Sent.YES);
      assertThat(first.times())
          .containsOnlyKeys(
              Phase.QUEUE, Phase.SECRET, Phase.LOOK_UP, Phase.CONNECT, Phase.WAIT, Phase.READ);
      assertThat(first.times().values()).noneMatch(Duration::isNegative);
    }
  }

  @Test
  void tellsOfEachAttempt() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) ->
                connection.answer(answers.getAndIncrement() == 0 ? "503 Busy" : "200 OK", "{}"))) {
      TestRun run = TestRun.unhurried();
      client(server, Throttle.defaults()).send(ApiRequest.get("/things"), run);

      assertThat(run.attempts())
          .extracting(attempt -> attempt.status().getAsInt())
          .containsExactly(503, 200);
      assertThat(run.attempts().get(1).times().get(Phase.QUEUE))
          .isGreaterThan(Duration.ofMillis(90));
    }
  }

  private static CompletableFuture<ApiResponse> send(ApiClient client, int number, TestRun run) {
    return client
        .sendAsync(ApiRequest.get("/{}", String.valueOf(number)), run)
        .toCompletableFuture();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ScriptedServer ok() throws Exception {
    return new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"));
  }

  private ApiClient client(ScriptedServer server, Throttle throttle) {
    EgressSettings settings =
        new EgressSettings(
            "test",
            Set.of("127.0.0.1"),
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Tls.defaults(),
            Limits.defaults(),
            throttle);
    return egress.outlet(settings, Credentials.NONE).client(server.uri());
  }

  private static CommandException failureOf(ApiClient client, TestRun run) {
    return catchThrowableOfType(
        CommandException.class, () -> client.send(ApiRequest.post("/things"), run));
  }
}
