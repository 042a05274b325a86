// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.samples.proofpoint.Behaviour.ListLimit;
import io.sallyport.samples.proofpoint.Behaviour.RequestLimit;
import io.sallyport.samples.proofpoint.Behaviour.Throttle;
import io.sallyport.samples.proofpoint.Behaviour.ThrottleAnswer;
import io.sallyport.samples.proofpoint.Behaviour.VisibilityLag;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final String ME = "/api/v1/me";
  private static final String LISTS = "/api/v1/orgs/example.com/sender-lists";
  private static final Behaviour THROTTLED =
      Behaviour.documented().with(new Throttle(2, Duration.ofSeconds(10)));

  private final SettableClock clock = new SettableClock();
  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0, clock);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void throttlesEachAccountByItselfUntilItsWindowIsOver() {
    simulator.behaviour(THROTTLED);
    admin.get(ME);
    clock.pass(Duration.ofMillis(7_500));
    admin.get(ME);

    HttpResponse<String> third = admin.get(ME);

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(third.body()).contains("\"error_message\":\"Too Many Requests\"");
    assertThat(Client.as("auditor@example.com", simulator).get(ME).statusCode()).isEqualTo(200);
    clock.pass(Duration.ofMillis(2_499));
    assertThat(admin.get(ME).statusCode()).isEqualTo(429);
    clock.pass(Duration.ofMillis(1));
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhenToComeBackAsADateOrNotAtAllWhenTold() {
    simulator.behaviour(THROTTLED.with(ThrottleAnswer.RETRY_AFTER_DATE));
    admin.get(ME);
    admin.get(ME);

    assertThat(admin.get(ME).headers().firstValue("Retry-After"))
        .hasValue("Tue, 01 Jan 2030 00:00:10 GMT");
    simulator.behaviour(THROTTLED.with(ThrottleAnswer.NO_RETRY_AFTER));
    assertThat(admin.get(ME).statusCode()).isEqualTo(429);
    assertThat(admin.get(ME).headers().firstValue("Retry-After")).isEmpty();
    simulator.behaviour(THROTTLED.without(Throttle.class));
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void countsCallersWithoutAnAccountTogether() {
    simulator.behaviour(THROTTLED);

    assertThat(Client.as("one@example.com", simulator).get(ME).statusCode()).isEqualTo(401);
    assertThat(Client.anonymous(simulator).get(ME).statusCode()).isEqualTo(401);
    assertThat(Client.as("two@example.com", simulator).get(ME).statusCode()).isEqualTo(429);
  }

  @Test
  void showsAChangeOnlyAfterTheLag() {
    simulator.behaviour(Behaviour.documented().with(new VisibilityLag(Duration.ofSeconds(2))));
    assertThat(add("first@x.example")).isEqualTo(204);
    clock.pass(Duration.ofSeconds(1));
    assertThat(add("second@x.example")).isEqualTo(204);

    assertThat(admin.get(LISTS).body()).doesNotContain("@x.example");
    assertThat(add("first@x.example")).as("writes see what is there").isEqualTo(409);
    assertThat(admin.get("/api/v1/orgs/example.com").body()).doesNotContain("@x.example");
    clock.pass(Duration.ofSeconds(1));
    assertThat(admin.get(LISTS).body()).contains("first@").doesNotContain("second@");
    clock.pass(Duration.ofSeconds(1));
    assertThat(admin.get(LISTS).body()).contains("first@", "second@");
  }

  @Test
  void showsWhatATestSetsAtOnceInSpiteOfALag() {
    simulator.behaviour(Behaviour.documented().with(new VisibilityLag(Duration.ofSeconds(2))));
    add("first@x.example");
    simulator.directory().senderLists("example.com").set(List.of("set@x.example"), List.of());

    assertThat(admin.get(LISTS).body()).contains("set@x.example").doesNotContain("first@");
  }

  @Test
  void refusesWhatMakesAListTooLong() {
    simulator.behaviour(Behaviour.documented().with(new ListLimit(4)));

    assertThat(add("third@x.example")).as("the block list has two").isEqualTo(204);
    HttpResponse<String> response =
        admin.send(
            "POST", LISTS, "{\"block_list\":[\"a@x.example\",\"A@x.example\",\"b@x.example\"]}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("The block list may not have more than 4 items.");
    assertThat(simulator.directory().senderLists("example.com").blocked()).hasSize(3);
    assertThat(admin.status("PATCH", LISTS, "{\"block_list\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}"))
        .isEqualTo(422);
    assertThat(admin.status("PATCH", LISTS, "{\"block_list\":[\"1\",\"2\",\"3\",\"4\"]}"))
        .isEqualTo(204);
    assertThat(add("fifth@x.example")).isEqualTo(422);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    String body = "{\"block_list\":[\"a@x.example\"]}";
    simulator.behaviour(Behaviour.documented().with(new RequestLimit(body.length())));

    assertThat(admin.status("POST", LISTS, body + " ")).isEqualTo(413);
    assertThat(admin.status("POST", LISTS, body)).isEqualTo(204);
  }

  @Test
  void hasNoLimitBelowOne() {
    assertThatThrownBy(() -> new ListLimit(0)).hasMessageContaining("1 or more; this is 0");
    assertThatThrownBy(() -> new VisibilityLag(Duration.ZERO))
        .hasMessageContaining("longer than nothing");
  }

  private int add(String entry) {
    return admin.status("POST", LISTS, "{\"block_list\":[\"" + entry + "\"]}");
  }
}
