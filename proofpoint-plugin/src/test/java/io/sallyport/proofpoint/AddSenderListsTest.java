// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static io.sallyport.proofpoint.Acme.LISTS;
import static io.sallyport.proofpoint.Acme.account;
import static io.sallyport.proofpoint.Acme.add;
import static io.sallyport.proofpoint.Acme.failureOf;
import static io.sallyport.proofpoint.Acme.items;
import static io.sallyport.proofpoint.Acme.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Item;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddSenderListsTest {

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void addsWhatIsNotThereYet() {
    FakeHost host = FakeHost.answering(Acme.lists("old@x.example", ""), Answer.empty(204));

    CommandResult result =
        add(host, run, items("a@x.example"), items("b@x.example", "203.0.113.0/24"));

    assertThat(sent(host))
        .containsExactly(
            "GET " + LISTS,
            "POST "
                + LISTS
                + " {\"allow_list\":[\"a@x.example\"],"
                + "\"block_list\":[\"b@x.example\",\"203.0.113.0/24\"]}");
    assertThat(account(run))
        .containsExactly(
            "a@x.example: done added", "b@x.example: done added", "203.0.113.0/24: done added");
    assertThat(run.items())
        .extracting(Item::input)
        .containsExactly("Safe List Items", "Blocked List Items", "Blocked List Items");
    assertThat(result.rawData()).hasToString("{}");
    assertThat(result.keyFields())
        .hasToString(
            "{\"SafeListItems\":[\"a@x.example\"],"
                + "\"BlockedListItems\":[\"b@x.example\",\"203.0.113.0/24\"]}");
    assertThat(result.result().orElseThrow().rows()).hasSize(2);
    assertThat(run.warnings()).isEmpty();
    assertThat(run.logs()).isEmpty();
  }

  @Test
  void addsToTheListsOfAGroup() {
    FakeHost host = FakeHost.answering(Acme.lists("", ""), Answer.empty(204));

    CommandResult result =
        AddGroupSenderLists.run(
            new AddGroupSenderLists.Input("12345", items("a@x.example"), Optional.empty()),
            Acme.client(host),
            run);

    assertThat(sent(host))
        .containsExactly(
            "GET " + Acme.GROUP_LISTS,
            "POST " + Acme.GROUP_LISTS + " {\"allow_list\":[\"a@x.example\"]}");
    assertThat(result.keyFields())
        .hasToString(
            "{\"GroupID\":\"12345\",\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[]}");
  }

  @Test
  void leavesOutAListThatIsNotGiven() {
    FakeHost host = FakeHost.answering(Acme.lists("", ""), Answer.empty(204));

    add(host, run, Optional.of(List.of()), items("b@x.example"));

    assertThat(sent(host)).contains("POST " + LISTS + " {\"block_list\":[\"b@x.example\"]}");
  }

  @Test
  void letsTheProductAnswerWhenNothingIsGiven() {
    FakeHost host = FakeHost.answering(Acme.error(422, Acme.REQUIRED));

    CommandException failure =
        failureOf(() -> add(host, run, Optional.empty(), Optional.of(List.of())));

    assertThat(sent(host))
        .containsExactly("POST " + LISTS + " {\"allow_list\":[],\"block_list\":[]}");
    assertThat(failure.status()).isEqualTo(422);
    assertThat(failure.text()).isEqualTo(Acme.REQUIRED);
    assertThat(failure.rawData()).isPresent();
    assertThat(run.items()).isEmpty();
  }

  @Test
  void refusesWhatIsOnAListAlreadyAndAddsTheRest() {
    FakeHost host = FakeHost.answering(Acme.lists("A@x.example", "b@x.example"), Answer.empty(204));

    CommandResult result =
        add(host, run, items("a@x.example", "b@x.example", "c@x.example"), Optional.empty());

    assertThat(sent(host))
        .last()
        .isEqualTo("POST " + LISTS + " {\"allow_list\":[\"c@x.example\"]}");
    assertThat(account(run))
        .containsExactly(
            "a@x.example: refused already-there 409 already on the safe list",
            "b@x.example: refused on-other-list 409 already on the blocked list",
            "c@x.example: done added");
    assertThat(result.keyFields())
        .hasToString("{\"SafeListItems\":[\"c@x.example\"],\"BlockedListItems\":[]}");
  }

  @Test
  void sendsNothingWhenEverythingIsRefused() {
    FakeHost host = FakeHost.answering(Acme.lists("a@x.example", ""));

    CommandResult result = add(host, run, Optional.empty(), items("a@x.example"));

    assertThat(sent(host)).containsExactly("GET " + LISTS);
    assertThat(account(run))
        .containsExactly("a@x.example: refused on-other-list 409 already on the safe list");
    assertThat(result.keyFields()).hasToString("{\"SafeListItems\":[],\"BlockedListItems\":[]}");
  }

  @Test
  void failsWithTheProductsRefusalWhenNothingElseWasDone() {
    FakeHost host =
        FakeHost.answering(
            Acme.lists("old@x.example", ""), Acme.error(422, "Unprocessable Entity: too wide."));

    CommandException failure =
        failureOf(() -> add(host, run, items("10.0.0.0/8", "old@x.example"), Optional.empty()));

    assertThat(failure.status()).isEqualTo(422);
    assertThat(failure.text()).isEqualTo("Unprocessable Entity: too wide.");
    assertThat(failure.step()).isEmpty();
    assertThat(account(run))
        .containsExactly(
            "old@x.example: refused already-there 409 already on the safe list",
            "10.0.0.0/8: refused rejected 422 too wide");
  }
}
