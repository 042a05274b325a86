// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static io.sallyport.proofpoint.Acme.LISTS;
import static io.sallyport.proofpoint.Acme.account;
import static io.sallyport.proofpoint.Acme.delete;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeleteSenderListsTest {

  private final FakeInvocation run = new FakeInvocation();

  @Test
  void deletesWhatIsThereAndSkipsTheRest() {
    FakeHost host = FakeHost.answering(Acme.lists("a@x.example", "b@x.example"), Answer.empty(204));

    CommandResult result =
        delete(host, run, items("a@x.example", "b@x.example", "c@x.example"), Optional.empty());

    assertThat(sent(host))
        .containsExactly("GET " + LISTS, "DELETE " + LISTS + " {\"allow_list\":[\"a@x.example\"]}");
    assertThat(account(run))
        .containsExactly(
            "b@x.example: skipped on-other-list on the blocked list, not on the safe list",
            "c@x.example: skipped not-found not on the safe list",
            "a@x.example: done removed");
    assertThat(run.items()).extracting(Item::input).containsOnly("Safe List Items to Delete");
    assertThat(result.rawData()).hasToString("{}");
    assertThat(result.keyFields())
        .hasToString("{\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[]}");
  }

  @Test
  void deletesFromTheListsOfAGroup() {
    FakeHost host = FakeHost.answering(Acme.lists("", "b@x.example"), Answer.empty(204));

    CommandResult result =
        DeleteGroupSenderLists.run(
            new DeleteGroupSenderLists.Input("12345", Optional.empty(), items("b@x.example")),
            Acme.client(host),
            run);

    assertThat(sent(host))
        .containsExactly(
            "GET " + Acme.GROUP_LISTS,
            "DELETE " + Acme.GROUP_LISTS + " {\"block_list\":[\"b@x.example\"]}");
    assertThat(result.keyFields())
        .hasToString(
            "{\"GroupID\":\"12345\",\"SafeListItems\":[],\"BlockedListItems\":[\"b@x.example\"]}");
  }

  @Test
  void deletesInTheSpellingOfTheLists() {
    FakeHost host =
        FakeHost.answering(
            Acme.lists("Ada@X.example Bob@x.example bob@x.example", ""), Answer.empty(204));

    delete(host, run, items("ada@x.example", "bob@x.example"), Optional.empty());

    assertThat(sent(host))
        .last()
        .isEqualTo("DELETE " + LISTS + " {\"allow_list\":[\"Ada@X.example\",\"bob@x.example\"]}");
    assertThat(account(run))
        .containsExactly("ada@x.example: done removed", "bob@x.example: done removed");
  }

  @Test
  void letsTheProductAnswerWhenNothingIsGiven() {
    FakeHost host = FakeHost.answering(Acme.error(422, Acme.REQUIRED));

    CommandException failure =
        failureOf(() -> delete(host, run, Optional.empty(), Optional.empty()));

    assertThat(sent(host))
        .containsExactly("DELETE " + LISTS + " {\"allow_list\":[],\"block_list\":[]}");
    assertThat(failure.status()).isEqualTo(422);
    assertThat(failure.text()).isEqualTo(Acme.REQUIRED);
  }

  @Test
  void letsTheProductAnswerWhenNoneIsThere() {
    FakeHost host =
        FakeHost.answering(Acme.lists("", "a@x.example"), Acme.error(404, "No such entries"));

    CommandException failure =
        failureOf(() -> delete(host, run, items("a@x.example", "c@x.example"), Optional.empty()));

    assertThat(sent(host))
        .last()
        .isEqualTo("DELETE " + LISTS + " {\"allow_list\":[\"a@x.example\",\"c@x.example\"]}");
    assertThat(failure.status()).isEqualTo(404);
    assertThat(failure.text()).isEqualTo("No such entries");
    assertThat(account(run))
        .containsExactly(
            "a@x.example: skipped on-other-list on the blocked list, not on the safe list",
            "c@x.example: skipped not-found not on the safe list");
    assertThat(host.unplayed()).isEmpty();
  }

  @Test
  void warnsWhenTheProductAcceptsThoughNoneWasThere() {
    FakeHost host = FakeHost.answering(Acme.lists("", ""), Answer.empty(204));

    CommandResult result = delete(host, run, items("a@x.example"), Optional.empty());

    assertThat(run.warnings()).singleElement().asString().contains("somebody else");
    assertThat(account(run)).containsExactly("a@x.example: done unverified");
    assertThat(result.keyFields())
        .hasToString("{\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[]}");
  }

  @Test
  void saysThatNoneWasThereWhenTheAnswerIsLost() {
    FakeHost host = FakeHost.answering(Acme.lists("", ""), Answer.none());

    CommandException failure =
        failureOf(() -> delete(host, run, items("a@x.example"), Optional.empty()));

    assertThat(failure.status()).isEqualTo(504);
    assertThat(account(run)).containsExactly("a@x.example: skipped not-found not on the safe list");
  }
}
