// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NameLookupTest {

  @BeforeAll
  static void loadClasses() throws Exception {
    WarmUp.run();
  }

  @Test
  void callsTheAddressButNamesTheHost() throws Exception {
    try (ScriptedServer server = ok();
        Egress egress = new Egress(host -> addresses("127.0.0.1"), settings -> AddressRule.NONE)) {
      client(egress, server).send(ApiRequest.get("/things"), TestRun.unhurried());

      assertThat(server.requests().get(0).headers())
          .containsEntry("Host", "api.example:" + server.port());
    }
  }

  @Test
  void triesTheNextAddressWhenOneDoesNotTakeTheConnection() throws Exception {
    try (ScriptedServer server = ok();
        Egress egress =
            new Egress(host -> addresses("127.0.0.2", "127.0.0.1"), settings -> AddressRule.NONE)) {
      assertThat(
              client(egress, server).send(ApiRequest.post("/things"), TestRun.unhurried()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void asksOnceForManyRequests() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server = ok();
        Egress egress =
            new Egress(
                host -> {
                  asked.incrementAndGet();
                  return addresses("127.0.0.1");
                },
                settings -> AddressRule.NONE)) {
      ApiClient client = client(egress, server);
      List<CompletableFuture<ApiResponse>> answers = new ArrayList<>();
      for (int request = 0; request < 20; request++) {
        answers.add(
            client.sendAsync(ApiRequest.get("/things"), TestRun.unhurried()).toCompletableFuture());
      }
      for (CompletableFuture<ApiResponse> answer : answers) {
        assertThat(answer.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksAgainAfterAFailure() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server = ok();
        Egress egress =
            new Egress(
                host -> {
                  if (asked.incrementAndGet() == 1) {
                    throw new UnknownHostException(host);
                  }
                  return addresses("127.0.0.1");
                },
                settings -> AddressRule.NONE)) {
      ApiClient client = client(egress, server);
      CommandException failure = failureOf(client, TestRun.unhurried());

      assertThat(failure.text()).contains("name look-up");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(client.send(ApiRequest.post("/things"), TestRun.unhurried()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aNameServerThatHangsStopsNobodyElseAndKeepsTheDeadline() throws Exception {
    CompletableFuture<Void> hanging = new CompletableFuture<>();
    try (ScriptedServer server = ok();
        Egress egress =
            new Egress(
                host -> {
                  if (host.equals("slow.example")) {
                    hanging.join();
                  }
                  return addresses("127.0.0.1");
                },
                settings -> AddressRule.NONE)) {
      ApiClient slow =
          egress
              .outlet(
                  EgressSettings.defaults("slow", Set.of("127.0.0.1", "localhost")),
                  Credentials.NONE)
              .client(URI.create("https://slow.example"));
      TestRun run = TestRun.within(Duration.ofMillis(500));
      CompletableFuture<CommandException> late =
          CompletableFuture.supplyAsync(() -> failureOf(slow, run));

      assertThat(
              client(egress, server).send(ApiRequest.get("/things"), TestRun.unhurried()).status())
          .isEqualTo(200);
      CommandException failure = late.get(5, TimeUnit.SECONDS);
      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.text()).contains("look-up of the name slow.example took longer than");
      assertThat(failure.sent()).contains(Sent.NO);
    } finally {
      hanging.complete(null);
    }
  }

  private static InetAddress[] addresses(String... literals) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int index = 0; index < literals.length; index++) {
      addresses[index] = InetAddress.getByName(literals[index]);
    }
    return addresses;
  }

  private static ScriptedServer ok() throws Exception {
    return new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"));
  }

  private static ApiClient client(Egress egress, ScriptedServer server) {
    EgressSettings settings =
        new EgressSettings(
            "test",
            Set.of("127.0.0.1", "localhost"),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Tls.defaults(),
            Limits.defaults(),
            Throttle.defaults());
    return egress.outlet(settings, Credentials.NONE).client(server.uri("api.example"));
  }

  private static CommandException failureOf(ApiClient client, TestRun run) {
    return catchThrowableOfType(
        CommandException.class, () -> client.send(ApiRequest.get("/things"), run));
  }
}
