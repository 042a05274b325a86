// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static io.sallyport.proofpoint.Acme.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Table;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetAllOrganizationDomainsTest {

  private static final String ACME =
      "{\"name\":\"acme.example\",\"is_active\":true,\"is_relay\":false,"
          + "\"destination\":\"mail.acme.example\",\"failovers\":[\"192.0.2.20\"]}";

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void showsEachDomainWithItsAttributes() {
    String answer = "{\"domains\":[" + ACME + ",{\"name\":\"acme.test.example\"}]}";
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandResult result = GetAllOrganizationDomains.run(Acme.client(host), run);

    assertThat(Acme.sent(host)).containsExactly("GET /orgs/acme.example/domains");
    assertThat(result.keyFields())
        .hasToString("{\"DomainNames\":[\"acme.example\",\"acme.test.example\"]}");
    assertThat(result.rawData()).hasToString(answer);
    Table table = result.result().orElseThrow();
    assertThat(table.columns()).containsExactly("Name", "Is Active", "Is Relay", "Destination");
    assertThat(table.rows())
        .containsExactly(
            List.of(
                Optional.of("acme.example"),
                Optional.of("true"),
                Optional.of("false"),
                Optional.of("mail.acme.example")),
            List.of(
                Optional.of("acme.test.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"domains\":[" + ACME + "]}", "[" + ACME + "]", ACME})
  void readsEveryShapeInWhichDomainsCome(String answer) {
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandResult result = GetAllOrganizationDomains.run(Acme.client(host), run);

    assertThat(result.keyFields()).hasToString("{\"DomainNames\":[\"acme.example\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"domains\":[]}", "[]"})
  void showsNoneWhenThereIsNone(String answer) {
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandResult result = GetAllOrganizationDomains.run(Acme.client(host), run);

    assertThat(result.keyFields()).hasToString("{\"DomainNames\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"domains\":\"acme.example\"}", "[\"acme.example\"]", "7"})
  void refusesAnAnswerWithoutDomains(String answer) {
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandException failure =
        failureOf(() -> GetAllOrganizationDomains.run(Acme.client(host), run));

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.details()).singleElement().asString().contains("list of domains");
  }

  @Test
  void failsWithTheProductsWords() {
    FakeHost host = FakeHost.answering(Acme.error(401, "Unauthorized"));

    CommandException failure =
        failureOf(() -> GetAllOrganizationDomains.run(Acme.client(host), run));

    assertThat(failure.status()).isEqualTo(401);
    assertThat(failure.text()).isEqualTo("Unauthorized");
  }
}
