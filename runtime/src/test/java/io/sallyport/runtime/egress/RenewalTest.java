// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A password that was rotated while requests are on their way. */
class RenewalTest {

  private static final int CALLERS = 20;

  private final Egress egress = new Egress();
  private final AtomicReference<String> password = new AtomicReference<>("old");
  private final AtomicInteger renewals = new AtomicInteger();

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void looksUpOnceForAllAndSendsNothingMoreWithTheRefusedValue() throws Exception {
    CountDownLatch lookedUp = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Credentials slow =
        () -> {
          renewals.incrementAndGet();
          lookedUp.countDown();
          await(goOn);
          return !password.getAndSet("new").equals("new");
        };
    try (ScriptedServer server = accepting("new")) {
      ApiClient client = client(server, slow);
      List<CompletableFuture<ApiResponse>> calls = new ArrayList<>();
      calls.add(send(client, 0));
      await(lookedUp);
      int before = server.requests().size();
      for (int number = 1; number < CALLERS; number++) {
        calls.add(send(client, number));
      }
      // One that has its turn only after the others have asked for theirs.
      TestRun late = TestRun.within(Duration.ofMillis(300));
      CommandException waited =
          catchThrowableOfType(
              CommandException.class, () -> client.send(ApiRequest.get("/late"), late));
      assertThat(waited.status()).isEqualTo(504);
      assertThat(server.requests()).hasSize(before);
      goOn.countDown();

      for (CompletableFuture<ApiResponse> call : calls) {
        assertThat(call.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      assertThat(renewals).hasValue(1);
      assertThat(server.requests())
          .extracting(request -> request.headers().get("X-Password"))
          .hasSize(CALLERS + 1)
          .containsOnlyOnce("old");
    }
  }

  @Test
  void manyRefusedAtTheSameTimeShareOneLookUpAndEachRepeatsOnce() throws Exception {
    int concurrent = Throttle.defaults().concurrent();
    CountDownLatch allThere = new CountDownLatch(concurrent);
    Credentials credentials =
        () -> {
          renewals.incrementAndGet();
          return !password.getAndSet("new").equals("new");
        };
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> {
              boolean old = "old".equals(request.headers().get("X-Password"));
              if (old) {
                allThere.countDown();
                await(allThere);
              }
              connection.answer(old ? "401 No" : "200 OK", "");
            })) {
      ApiClient client = client(server, credentials);
      List<CompletableFuture<ApiResponse>> calls = new ArrayList<>();
      for (int number = 0; number < CALLERS; number++) {
        calls.add(send(client, number));
      }
      for (CompletableFuture<ApiResponse> call : calls) {
        assertThat(call.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      assertThat(renewals).hasValue(1);
      assertThat(server.requests())
          .extracting(request -> request.headers().get("X-Password"))
          .filteredOn("old"::equals)
          .hasSize(concurrent);
      assertThat(server.requests()).hasSize(CALLERS + concurrent);
    }
  }

  @Test
  void goesOnForTheOthersWhenTheOneThatLookedUpHasNoMoreTime() throws Exception {
    CountDownLatch lookedUp = new CountDownLatch(1);
    TestRun inAHurry = TestRun.within(Duration.ofMillis(500));
    Credentials onlyForThePatient =
        () -> {
          if (renewals.incrementAndGet() == 1) {
            lookedUp.countDown();
            while (Instant.now().isBefore(inAHurry.deadline())) {
              Thread.onSpinWait();
            }
            throw CommandException.of(503, "No answer in time.");
          }
          password.set("new");
          return true;
        };
    try (ScriptedServer server = accepting("new")) {
      ApiClient client = client(server, onlyForThePatient);
      CompletableFuture<ApiResponse> hurried =
          client.sendAsync(ApiRequest.get("/hurried"), inAHurry).toCompletableFuture();
      await(lookedUp);
      CompletableFuture<ApiResponse> patient = send(client, 1);

      assertThat(hurried).failsWithin(Duration.ofSeconds(10));
      assertThat(patient.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
  }

  private static CompletableFuture<ApiResponse> send(ApiClient client, int number) {
    return client
        .sendAsync(ApiRequest.get("/things/{}", number), TestRun.unhurried())
        .toCompletableFuture();
  }

  private static ScriptedServer accepting(String accepted) throws Exception {
    return new ScriptedServer(
        (request, connection) ->
            connection.answer(
                accepted.equals(request.headers().get("X-Password")) ? "200 OK" : "401 No", ""));
  }

  private ApiClient client(ScriptedServer server, Credentials credentials) {
    return egress
        .outlet(EgressSettings.defaults("test", Set.of("127.0.0.1")), credentials)
        .client(server.uri())
        .withHeader("X-Password", Secret.live(password::get));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
