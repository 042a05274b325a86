// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.testkit.server.CuttingProxy;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.ServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the author of a plugin tests it against a vendor that misbehaves: an example. */
class MisbehavingVendorTest {

  private final List<String> tickets = new CopyOnWriteArrayList<>();
  private final FaultyServer vendor = FaultyServer.start(this::answer);
  private Duration patience = Duration.ofSeconds(30);

  @AfterEach
  void stop() {
    vendor.close();
    assertThat(vendor.handlerFailures()).isEmpty();
  }

  @Test
  void neverSendsAgainWhatMayHaveArrived() {
    vendor.faults().add(FaultRule.parse("POST **/tickets reset-after times=1"));

    CommandException failure = failureOf(vendor.uri());

    assertThat(failure.sent()).contains(Sent.UNKNOWN);
    assertThat(tickets).hasSize(1);
    assertThat(vendor.requests()).hasSize(1);
  }

  @Test
  void knowsNothingOfARequestThatWasCutOnItsWay() {
    try (CuttingProxy proxy = CuttingProxy.to(vendor.uri())) {
      proxy.cutRequestsAfter(100, CuttingProxy.Ending.RESET);

      assertThat(failureOf(proxy.uri()).sent()).contains(Sent.UNKNOWN);
      assertThat(proxy.connections()).isEqualTo(1);
      assertThat(tickets).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "stall", "drip 1h"})
  void waitsNoLongerThanItsRun(String fault) {
    vendor.faults().add(FaultRule.parse(fault));
    patience = Duration.ofSeconds(2);

    CommandException failure = failureOf(vendor.uri());

    assertThat(failure.status()).isEqualTo(504);
    assertThat(failure.sent()).contains(Sent.UNKNOWN);
    assertThat(vendor.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "cut, 504, UNKNOWN",
    "html, 502, YES",
    "truncated, 502, YES",
    "bad-gateway, 502, YES",
    "throttle 30, 429, YES",
    "redirect http://other.example/, 502, YES"
  })
  void endsInAMessageWhateverTheVendorDoes(String fault, int status, Sent sent) {
    vendor.faults().add(FaultRule.parse(fault));

    CommandException failure = failureOf(vendor.uri());

    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.sent()).contains(sent);
    assertThat(vendor.requests()).hasSize(1);
  }

  @Test
  void opensATicketWhenNothingIsWrong() {
    assertThat(openTicket(vendor.uri())).isEqualTo(1);
    assertThat(tickets).containsExactly("{\"title\":\"Help\"}");
  }

  /** The product, as far as these tests need it. */
  private ServerAnswer answer(ServerRequest request) {
    tickets.add(request.text());
    return ServerAnswer.json(201, "{\"id\":" + tickets.size() + "}");
  }

  /** The command under test, as far as these tests need one. */
  private int openTicket(URI product) {
    ApiClient api = FakeHost.overHttp().http(product.resolve("/api/"));
    ApiRequest request =
        ApiRequest.post("/tickets")
            .json(JsonNodeFactory.instance.objectNode().put("title", "Help"));
    FakeInvocation run = new FakeInvocation(Instant.now().plus(patience));
    return api.send(request, run).json().path("id").asInt();
  }

  private CommandException failureOf(URI product) {
    return catchThrowableOfType(CommandException.class, () -> openTicket(product));
  }
}
