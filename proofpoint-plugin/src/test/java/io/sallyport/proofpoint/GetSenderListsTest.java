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

class GetSenderListsTest {

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void readsTheListsOfTheOrganization() {
    FakeHost host = FakeHost.answering(Acme.lists("a@x.example b@x.example", "c@x.example"));

    CommandResult result = GetOrganizationSenderLists.run(Acme.client(host), run);

    assertThat(Acme.sent(host)).containsExactly("GET " + Acme.LISTS);
    assertThat(result.keyFields())
        .hasToString(
            "{\"SafeListItems\":[\"a@x.example\",\"b@x.example\"],"
                + "\"BlockedListItems\":[\"c@x.example\"]}");
    assertThat(result.rawData())
        .hasToString(
            "{\"allow_list\":[\"a@x.example\",\"b@x.example\"],"
                + "\"block_list\":[\"c@x.example\"]}");
    Table table = result.result().orElseThrow();
    assertThat(table.columns()).containsExactly("Safe List Items", "Blocked List Items");
    assertThat(table.rows())
        .containsExactly(
            List.of(Optional.of("a@x.example"), Optional.of("c@x.example")),
            List.of(Optional.of("b@x.example"), Optional.empty()));
    assertThat(run.items()).isEmpty();
  }

  @Test
  void readsTheListsOfAGroup() {
    FakeHost host = FakeHost.answering(Acme.lists("a@x.example", ""));

    CommandResult result = getGroup(host);

    assertThat(Acme.sent(host)).containsExactly("GET " + Acme.GROUP_LISTS);
    assertThat(result.keyFields())
        .hasToString(
            "{\"GroupID\":\"12345\",\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"allow_list\":null,\"block_list\":null}",
        "{\"allow_list\":[],\"more\":{\"x\":1}}"
      })
  void takesAListThatIsMissingForEmpty(String answer) {
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandResult result = GetOrganizationSenderLists.run(Acme.client(host), run);

    assertThat(result.keyFields()).hasToString("{\"SafeListItems\":[],\"BlockedListItems\":[]}");
    assertThat(result.rawData()).hasToString(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"maintenance\"",
        "null",
        "{\"allow_list\":\"a@x.example\"}",
        "{\"allow_list\":{\"0\":\"a@x.example\"}}",
        "{\"block_list\":[1]}",
        "{\"block_list\":[null]}"
      })
  void refusesAnAnswerThatHoldsSomethingElse(String answer) {
    FakeHost host = FakeHost.answering(Answer.json(200, answer));

    CommandException failure =
        failureOf(() -> GetOrganizationSenderLists.run(Acme.client(host), run));

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.details()).singleElement().asString().contains("lists of text");
  }

  @Test
  void refusesAnAnswerThatIsNotJson() {
    FakeHost host = FakeHost.answering(Answer.text(200, "text/html", "<html>Welcome</html>"));

    assertThat(failureOf(() -> getGroup(host)).status()).isEqualTo(502);
  }

  @Test
  void failsWithTheProductsWords() {
    FakeHost host = FakeHost.answering(Acme.error(401, "Unauthorized"));

    CommandException failure = failureOf(() -> getGroup(host));

    assertThat(failure.status()).isEqualTo(401);
    assertThat(failure.text()).isEqualTo("Unauthorized");
    assertThat(failure.step()).isEmpty();
  }

  private CommandResult getGroup(FakeHost host) {
    return GetGroupSenderLists.run(new GetGroupSenderLists.Input("12345"), Acme.client(host), run);
  }
}
