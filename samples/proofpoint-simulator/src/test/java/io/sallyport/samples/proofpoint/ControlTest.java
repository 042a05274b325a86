// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.samples.proofpoint.Behaviour.LockOut;
import io.sallyport.testkit.server.FaultRule;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
  private static final String ME = "/api/v1/me";
  private static final String FAULTS = "/simulator/faults";
  private static final String JOURNAL = "/simulator/journal";
  private static final String PASSWORD = "/simulator/accounts/admin%40example.com/password";

  private final ProofpointSimulator simulator =
      ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0);
  private final Client control = Client.anonymous(simulator);
  private final Client admin = Client.admin(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void addsShowsAndForgetsRulesWhileItRuns() {
    String lines = "GET **/me status 503 times=1\n\nsilent after=5\n";

    HttpResponse<String> added = control.send("POST", FAULTS, lines);

    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.body())
        .isEqualTo("[\"GET **/me status 503 times=1\",\"silent after=5\"]")
        .isEqualTo(control.get(FAULTS).body());
    assertThat(admin.get(ME).statusCode()).isEqualTo(503);
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
    assertThat(control.status("DELETE", FAULTS, "")).isEqualTo(204);
    assertThat(control.get(FAULTS).body()).isEqualTo("[]");
  }

  @Test
  void takesRulesAsAJsonArrayToo() {
    control.send("POST", FAULTS, " [\"bad-gateway times=1\", \"POST ** close\"]");

    assertThat(simulator.faults().rules())
        .containsExactly(FaultRule.parse("bad-gateway times=1"), FaultRule.parse("POST ** close"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wobble | neither a method in capitals nor a fault",
        "`silent\nGET` | not a whole rule",
        "[\"silent\",1] | a JSON array of strings; this is in it: 1",
        "[\"silent\" | one a line, or a JSON array of strings; this is neither",
        "`` | A rule is missing",
        "[] | A rule is missing"
      })
  void saysWhatIsWrongWithARuleAndTakesNone(String body, String message) {
    HttpResponse<String> response = control.send("POST", FAULTS, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).path("message").textValue()).contains(message);
    assertThat(simulator.faults().rules()).isEmpty();
  }

  @Test
  void isNeverBehindAFault() {
    simulator.faults().add(FaultRule.parse("silent"));

    assertThat(control.get(JOURNAL).statusCode()).isEqualTo(200);
    assertThat(control.status("DELETE", FAULTS, "")).isEqualTo(204);
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void isNotCountedByARule() {
    simulator.faults().add(FaultRule.parse("status 503 times=1"));
    control.get(FAULTS);

    assertThat(admin.get(ME).statusCode()).isEqualTo(503);
  }

  @Test
  void showsTheJournalWithoutItself() {
    simulator.faults().add(FaultRule.parse("status 503 times=1"));
    admin.send("POST", "/api/v1/orgs/example.com/sender-lists", "{\"allow_list\":[]}");
    admin.get(ME);

    JsonNode journal = Client.json(control.get(JOURNAL));

    assertThat(journal).hasSize(2);
    assertThat(journal.path(0).path("method").textValue()).isEqualTo("POST");
    assertThat(journal.path(0).path("status").intValue()).isEqualTo(503);
    assertThat(journal.path(0).path("fault").textValue()).isEqualTo("status 503");
    assertThat(journal.path(0).path("body").textValue()).isEqualTo("{\"allow_list\":[]}");
    assertThat(journal.path(1).path("path").textValue()).isEqualTo(ME);
    assertThat(journal.path(1).path("user").textValue()).isEqualTo("admin@example.com");
    assertThat(journal.path(1).path("tookMillis").isNumber()).isTrue();
    assertThat(control.status("DELETE", JOURNAL, "")).isEqualTo(204);
    assertThat(control.get(JOURNAL).body()).isEqualTo("[]");
  }

  @Test
  void rotatesAPasswordWithoutKeepingItAnywhere() {
    assertThat(control.status("PUT", PASSWORD, "Rotated-Passw0rd\n")).isEqualTo(204);

    assertThat(admin.get(ME).statusCode()).isEqualTo(401);
    assertThat(
            control
                .with("X-User", "admin@example.com")
                .with("X-Password", "Rotated-Passw0rd")
                .get(ME)
                .statusCode())
        .isEqualTo(200);
    assertThat(control.get(JOURNAL).body()).doesNotContain("Rotated-Passw0rd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "admin%40example.com | `` | 400 | one line of printable ASCII",
        "admin%40example.com | `two\nlines` | 400 | one line of printable ASCII",
        "eve%40example.com | New-Passw0rd | 404 | There is no account with the address eve@example.com."
      })
  void saysWhatIsWrongWithANewPassword(String email, String body, int status, String message) {
    HttpResponse<String> response =
        control.send("PUT", "/simulator/accounts/" + email + "/password", body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(message);
    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @Test
  void opensLockedAccounts() {
    simulator.behaviour(Behaviour.documented().with(new LockOut(1)));
    Client wrong = control.with("X-User", "admin@example.com").with("X-Password", "wrong");
    wrong.get(ME);
    assertThat(admin.get(ME).statusCode()).isEqualTo(401);

    assertThat(control.status("DELETE", "/simulator/lock-outs", "")).isEqualTo(204);

    assertThat(admin.get(ME).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /simulator/faults | GET, POST, DELETE",
        "POST | /simulator/journal | GET, DELETE",
        "GET | /simulator/lock-outs | DELETE",
        "GET | /simulator/accounts/admin%40example.com/password | PUT"
      })
  void namesTheMethodsOfAPath(String method, String path, String allowed) {
    HttpResponse<String> response = control.send(method, path, "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void saysWhatThereIsOnAPathThatIsNot() {
    assertThat(control.get("/simulator/fault").statusCode()).isEqualTo(404);
    assertThat(control.get("/simulator/fault").body()).contains("GET    /simulator/faults");
  }

  @Test
  void takesNoOrdersFromAWebPage() {
    Client page = control.with("Origin", "https://page.example");

    assertThat(page.status("POST", FAULTS, "silent")).isEqualTo(403);
    assertThat(simulator.faults().rules()).isEmpty();
  }
}
