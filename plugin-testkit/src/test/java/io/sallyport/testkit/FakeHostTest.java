// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import io.sallyport.testkit.FakeHost.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FakeHostTest {

  private static final URI BASE = URI.create("https://api.example/v1");
  private static final ApiRequest GET_ME = ApiRequest.get("/me");

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void playsAnswersInTheOrderGiven() {
    ApiClient client =
        FakeHost.answering(Answer.json(200, "{\"n\":1}"), Answer.json(200, "{\"n\":2}")).http(BASE);

    assertThat(client.send(GET_ME, run).json().path("n").intValue()).isEqualTo(1);
    assertThat(client.send(GET_ME, run).json().path("n").intValue()).isEqualTo(2);
  }

  @Test
  void givesAnAnswerOnlyToTheRequestItIsFor() {
    FakeHost host =
        FakeHost.answering(
            Answer.json(200, "[]").to("GET", "/users"), Answer.json(200, "{}").to("GET", "/me"));

    assertThat(host.http(BASE).send(GET_ME, run).text()).isEqualTo("{}");

    assertThat(host.unplayed()).hasToString("[status 200 to GET /users]");
  }

  @Test
  void playsALastingAnswerEachTime() {
    ApiClient client = FakeHost.answering(Answer.empty(204).always()).http(BASE);

    assertThat(client.send(GET_ME, run).status()).isEqualTo(204);
    assertThat(client.send(GET_ME, run).status()).isEqualTo(204);
  }

  @Test
  void failsTheTestForARequestThatNobodyPrepared() {
    ApiClient client = FakeHost.answering(Answer.empty(204).to("DELETE", "/me")).http(BASE);

    assertThatThrownBy(() -> client.send(ApiRequest.post("/me").json(object("a", "b")), run))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "No answer is prepared for the request POST /me with the body {\"a\":\"b\"}."
                + " Answers left: [status 204 to DELETE /me].");
  }

  @Test
  void keepsWhatWasSent() {
    FakeHost host = FakeHost.answering(Answer.empty(204));

    host.http(BASE)
        .withHeader("X-User", "ada")
        .send(
            ApiRequest.delete("/names/{}", "a b")
                .query("dry", true)
                .header("X-Once", "yes")
                .json(object("a", "b")),
            run);

    FakeHost.Request request = host.requests().get(0);
    assertThat(request).hasToString("DELETE /names/a%20b");
    assertThat(request.base()).isEqualTo(BASE);
    assertThat(request.query()).isEqualTo("dry=true");
    assertThat(request.body()).contains(object("a", "b"));
    assertThat(request.headers()).containsEntry("x-user", "ada").containsEntry("X-Once", "yes");
  }

  @Test
  void masksSecretsAndLetsThemBeChecked() {
    FakeHost host = FakeHost.answering(Answer.empty(204));

    host.http(BASE).withHeader("X-Password", Secret.of("open sesame")).send(GET_ME, run);

    FakeHost.Request request = host.requests().get(0);
    assertThat(request.headers()).containsEntry("X-Password", Secret.MASK);
    assertThat(request.carriesSecret("x-password", "open sesame")).isTrue();
    assertThat(request.carriesSecret("x-password", "guess")).isFalse();
  }

  @Test
  void turnsAnErrorStatusIntoTheProductsWords() {
    ApiClient client =
        FakeHost.answering(Answer.json(409, "{\"message\":\"taken\"}").always()).http(BASE);

    CommandException failure = failureOf(client, GET_ME);

    assertThat(failure.status()).isEqualTo(409);
    assertThat(failure.text()).isEqualTo("taken");
    assertThat(failure.sent()).contains(Sent.YES);
    assertThat(client.send(GET_ME.expecting(409), run).status()).isEqualTo(409);
  }

  @Test
  void neverFollowsARedirect() {
    ApiClient client =
        FakeHost.answering(Answer.empty(302).withHeader("Location", "https://other.example"))
            .http(BASE);

    CommandException failure = failureOf(client, GET_ME);

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.text()).contains("https://other.example");
  }

  @Test
  void tellsALostAnswerFromARefusedConnection() {
    ApiClient client = FakeHost.answering(Answer.none(), Answer.refusedConnection()).http(BASE);

    CommandException lost = failureOf(client, GET_ME);
    CommandException refused = failureOf(client, GET_ME);

    assertThat(lost.status()).isEqualTo(504);
    assertThat(lost.sent()).contains(Sent.UNKNOWN);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.sent()).contains(Sent.NO);
  }

  @Test
  void sendsNothingForARunThatIsOver() {
    FakeHost host = FakeHost.answering();
    FakeInvocation cancelled = new FakeInvocation();
    cancelled.cancel();
    FakeInvocation late = new FakeInvocation(Instant.EPOCH);

    assertThat(failureOf(host.http(BASE), GET_ME, cancelled).status()).isEqualTo(499);
    assertThat(failureOf(host.http(BASE), GET_ME, late).status()).isEqualTo(504);
    assertThat(host.requests()).isEmpty();
  }

  @Test
  void answersAsynchronouslyToo() {
    ApiClient client = FakeHost.answering(Answer.empty(204), Answer.empty(500)).http(BASE);

    assertThat(client.sendAsync(GET_ME, run).toCompletableFuture().join().status()).isEqualTo(204);
    assertThatThrownBy(() -> client.sendAsync(GET_ME, run).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CommandException.class);
  }

  @Test
  void showsATimeThatIsSetToWhoeverHasTheClockAlready() {
    FakeHost host = FakeHost.answering();
    InstantSource clock = host.clock();

    host.setClock(InstantSource.fixed(Instant.EPOCH));

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void refusesAnAddressThatCannotBeABase() {
    FakeHost host = FakeHost.answering();

    assertThatThrownBy(() -> host.http(URI.create("https://api.example/?x=1")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> host.http(URI.create("ftp://api.example/")))
        .isInstanceOf(InvalidInputException.class);
  }

  private CommandException failureOf(ApiClient client, ApiRequest request) {
    return failureOf(client, request, run);
  }

  private static CommandException failureOf(
      ApiClient client, ApiRequest request, FakeInvocation run) {
    return catchThrowableOfType(CommandException.class, () -> client.send(request, run));
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
