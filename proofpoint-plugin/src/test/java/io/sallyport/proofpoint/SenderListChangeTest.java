// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static io.sallyport.proofpoint.Acme.LISTS;
import static io.sallyport.proofpoint.Acme.account;
import static io.sallyport.proofpoint.Acme.add;
import static io.sallyport.proofpoint.Acme.count;
import static io.sallyport.proofpoint.Acme.delete;
import static io.sallyport.proofpoint.Acme.error;
import static io.sallyport.proofpoint.Acme.failureOf;
import static io.sallyport.proofpoint.Acme.items;
import static io.sallyport.proofpoint.Acme.lists;
import static io.sallyport.proofpoint.Acme.numbered;
import static io.sallyport.proofpoint.Acme.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Item.Outcome;
import io.sallyport.plugin.Sent;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeHost.Answer;
import io.sallyport.testkit.FakeInvocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Add and Delete do when the product, the network or somebody else gets in the way. */
class SenderListChangeTest {

  private static final Optional<List<String>> NONE = Optional.empty();

  private final FakeInvocation run = new FakeInvocation();

  @Nested
  class WhenTheListsCannotBeReadFirst {

    @Test
    void stopsAt401WithTheProductsWord() {
      FakeHost host = FakeHost.answering(error(401, "Unauthorized"));

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(sent(host)).containsExactly("GET " + LISTS);
      assertThat(failure.status()).isEqualTo(401);
      assertThat(failure.text()).isEqualTo("Unauthorized");
      assertThat(failure.step()).contains("Failed to read the current sender lists.");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(failure.details()).contains("Nothing was changed.").hasSizeGreaterThan(1);
      assertThat(failure.rawData()).isPresent();
    }

    static Stream<Answer> hopelessAnswers() {
      return Stream.of(
          error(429, "Too Many Requests"),
          error(500, "Internal Server Error"),
          error(503, "Service Unavailable"),
          Answer.text(502, "text/html", "<html>Bad Gateway</html>"),
          Answer.none(),
          Answer.refusedConnection());
    }

    @ParameterizedTest
    @MethodSource("hopelessAnswers")
    void changesNothingAndSaysSo(Answer answer) {
      FakeHost host = FakeHost.answering(answer);

      CommandException failure = failureOf(() -> delete(host, run, items("a@x.example"), NONE));

      assertThat(sent(host)).containsExactly("GET " + LISTS);
      assertThat(failure.text()).endsWith(". Nothing was changed.").doesNotContain("..");
      assertThat(failure.step()).contains("Failed to read the current sender lists.");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(run.items()).isEmpty();
    }

    @Test
    void sendsNothingForARunThatIsOver() {
      FakeHost host = FakeHost.answering();
      run.cancel();

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(failure.status()).isEqualTo(499);
      assertThat(host.requests()).isEmpty();
    }

    static Stream<Answer> answersAboutReadingOnly() {
      return Stream.of(
          error(403, "Forbidden"),
          error(404, "Not Found"),
          Answer.json(200, "[]"),
          Answer.text(200, "text/html", "<html>Welcome</html>"));
    }

    @ParameterizedTest
    @MethodSource("answersAboutReadingOnly")
    void writesOnceWithoutLooking(Answer answer) {
      FakeHost host = FakeHost.answering(answer, Answer.empty(204));

      CommandResult result = add(host, run, items("a@x.example"), items("b@x.example"));

      assertThat(sent(host))
          .containsExactly(
              "GET " + LISTS,
              "POST "
                  + LISTS
                  + " {\"allow_list\":[\"a@x.example\"],\"block_list\":[\"b@x.example\"]}");
      assertThat(account(run))
          .containsExactly("a@x.example: done unverified", "b@x.example: done unverified");
      assertThat(run.logs()).singleElement().asString().contains("without looking");
      assertThat(result.keyFields())
          .hasToString(
              "{\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[\"b@x.example\"]}");
    }

    @Test
    void doesNotAskAgainWhenTheBlindWriteIsRefused() {
      FakeHost host = FakeHost.answering(error(403, "Forbidden"), error(409, "Conflict"));

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(failure.status()).isEqualTo(409);
      assertThat(account(run))
          .containsExactly("a@x.example: refused rejected 409 refused by Proofpoint Essentials");
    }
  }

  @Nested
  class WhenSomebodyElseIsFaster {

    @Test
    void addsWhatIsStillMissingOnce() {
      FakeHost host =
          FakeHost.answering(
              lists("", ""), error(409, "Conflict"), lists("a@x.example", ""), Answer.empty(204));

      CommandResult result = add(host, run, items("a@x.example", "c@x.example"), NONE);

      assertThat(sent(host))
          .hasSize(4)
          .last()
          .isEqualTo("POST " + LISTS + " {\"allow_list\":[\"c@x.example\"]}");
      assertThat(account(run))
          .containsExactly("a@x.example: done present", "c@x.example: done added");
      assertThat(result.keyFields())
          .hasToString("{\"SafeListItems\":[\"c@x.example\"],\"BlockedListItems\":[]}");
      assertThat(result.rawData()).hasToString("{}");
    }

    @Test
    void sendsNothingMoreWhenEverythingIsThereNow() {
      FakeHost host =
          FakeHost.answering(lists("", ""), error(409, "Conflict"), lists("a@x.example", ""));

      add(host, run, items("a@x.example"), NONE);

      assertThat(account(run)).containsExactly("a@x.example: done present");
    }

    @Test
    void refusesWhatHasComeOntoTheOtherListMeanwhile() {
      FakeHost host =
          FakeHost.answering(lists("", ""), error(409, "Conflict"), lists("", "a@x.example"));

      add(host, run, items("a@x.example"), NONE);

      assertThat(account(run))
          .containsExactly("a@x.example: refused on-other-list 409 already on the blocked list");
    }

    @Test
    void givesUpAtTheSecondConflictOfWhichTheListsShowNoReason() {
      FakeHost host =
          FakeHost.answering(
              lists("", ""),
              error(409, "Conflict"),
              lists("", ""),
              error(409, "Still there"),
              lists("", ""));

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(failure.text()).isEqualTo("Still there");
      assertThat(sent(host)).hasSize(5);
      assertThat(account(run)).containsExactly("a@x.example: refused rejected 409 Still there");
    }

    @Test
    void goesOnAsLongAsSomebodyElseComesOn() {
      FakeHost host =
          FakeHost.answering(
              lists("", ""),
              error(409, "Conflict"),
              lists("a@x.example", ""),
              error(409, "Conflict"),
              lists("a@x.example b@x.example", ""),
              Answer.empty(204));

      add(host, run, items("a@x.example", "b@x.example", "c@x.example"), NONE);

      assertThat(account(run))
          .containsExactly(
              "a@x.example: done present", "b@x.example: done present", "c@x.example: done added");
    }

    @Test
    void failsWithTheConflictWhenTheListsCannotBeReadAgain() {
      FakeHost host = FakeHost.answering(lists("", ""), error(409, "Conflict"), error(500, "Oops"));

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(failure.status()).isEqualTo(409);
      assertThat(sent(host)).hasSize(3);
      assertThat(run.logs()).singleElement().asString().contains("Oops");
    }

    @Test
    void deletesWhatIsStillThereOnce() {
      FakeHost host =
          FakeHost.answering(
              lists("a@x.example b@x.example", ""),
              error(404, "Not Found"),
              lists("b@x.example", ""),
              Answer.empty(204));

      CommandResult result = delete(host, run, items("a@x.example", "b@x.example"), NONE);

      assertThat(sent(host))
          .last()
          .isEqualTo("DELETE " + LISTS + " {\"allow_list\":[\"b@x.example\"]}");
      assertThat(account(run))
          .containsExactly("a@x.example: done absent", "b@x.example: done removed");
      assertThat(result.keyFields())
          .hasToString("{\"SafeListItems\":[\"b@x.example\"],\"BlockedListItems\":[]}");
    }
  }

  @Nested
  class WhenTheAnswerToAWriteIsLost {

    @Test
    void neverSendsAgainAndTakesWhatItFindsForDone() {
      FakeHost host = FakeHost.answering(lists("", ""), Answer.none(), lists("a@x.example", ""));

      CommandResult result = add(host, run, items("a@x.example"), NONE);

      assertThat(host.requests())
          .hasToString("[GET " + LISTS + ", POST " + LISTS + ", GET " + LISTS + "]");
      assertThat(account(run)).containsExactly("a@x.example: done added");
      assertThat(run.warnings()).singleElement().asString().contains("1 of 1 items");
      assertThat(result.keyFields())
          .hasToString("{\"SafeListItems\":[\"a@x.example\"],\"BlockedListItems\":[]}");
    }

    @Test
    void failsAsUnknownWhenNothingIsFound() {
      FakeHost host = FakeHost.answering(lists("a@x.example", ""), Answer.none(), error(500, "x"));

      CommandException failure = failureOf(() -> delete(host, run, items("a@x.example"), NONE));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(sent(host)).hasSize(3);
      assertThat(account(run))
          .containsExactly(
              "a@x.example: unknown unknown 504 sent, but whether it was done is not known");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503})
    void failsWithOneStatusHoweverTheAnswerWasLost(int status) {
      CommandException lost =
          CommandException.of(
                  status, HttpStatus.reasonPhrase(status) + ": us1.example closed the connection.")
              .withSent(Sent.UNKNOWN)
              .withDetail("Whether the product has acted on the request is not known.");

      CommandException failure = LostAnswer.told(lost);

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.text()).isEqualTo("Gateway Timeout: us1.example closed the connection.");
      assertThat(failure.sent()).contains(Sent.UNKNOWN);
      assertThat(failure.details()).isEqualTo(lost.details());
    }

    @Test
    void tellsWhatIsDoneFromWhatIsNotKnown() {
      FakeHost host = FakeHost.answering(lists("", ""), Answer.none(), lists("", "b@x.example"));

      add(host, run, items("a@x.example"), items("b@x.example"));

      assertThat(count(run, Outcome.UNKNOWN, "unknown")).isEqualTo(1);
      assertThat(count(run, Outcome.DONE, "added")).isEqualTo(1);
    }

    @Test
    void doesNotClaimThatAnErrorOfTheServerChangedNothing() {
      FakeHost host =
          FakeHost.answering(lists("", ""), error(500, "Half done"), lists("a@x.example", ""));

      add(host, run, items("a@x.example", "b@x.example"), NONE);

      assertThat(account(run))
          .containsExactly(
              "a@x.example: done added",
              "b@x.example: unknown unknown 500 sent, but whether it was done is not known");
    }

    @Test
    void knowsThatARefusedConnectionChangedNothing() {
      FakeHost host = FakeHost.answering(lists("", ""), Answer.refusedConnection());

      CommandException failure = failureOf(() -> add(host, run, items("a@x.example"), NONE));

      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(count(run, Outcome.REFUSED, "not-sent")).isEqualTo(1);
    }
  }

  @Nested
  class WhenTheAnswerToAWriteIsNotTheProducts {

    private static final Answer PAGE = Answer.text(200, "text/html", "<html>Please sign in</html>");

    @Test
    void takesNothingForDoneThatTheListsDoNotShow() {
      FakeHost host = FakeHost.answering(lists("", ""), PAGE, lists("b@x.example", ""));

      add(host, run, items("a@x.example", "b@x.example"), NONE);

      assertThat(account(run))
          .containsExactly(
              "a@x.example: unknown unknown 502 sent, but whether it was done is not known",
              "b@x.example: done added");
    }

    @Test
    void failsWhenNothingWasDone() {
      FakeHost host = FakeHost.answering(lists("a@x.example", ""), PAGE, lists("a@x.example", ""));

      CommandException failure = failureOf(() -> delete(host, run, items("a@x.example"), NONE));

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.sent()).contains(Sent.YES);
      assertThat(failure.text()).contains("status 200", "confirms with 204");
    }

    @Test
    void failsWhenNothingWasGiven() {
      CommandException failure = failureOf(() -> add(FakeHost.answering(PAGE), run, NONE, NONE));

      assertThat(failure.status()).isEqualTo(502);
    }

    @Test
    void goesOnWithTheNextPortionWhenTheListsShowTheChange() {
      String first = String.join(" ", numbered(500).orElseThrow());
      FakeHost host =
          FakeHost.answering(
              lists("", ""), Answer.json(200, "{}"), lists(first, ""), Answer.empty(204));

      add(host, run, numbered(501), NONE);

      assertThat(count(run, Outcome.DONE, "added")).isEqualTo(501);
      assertThat(run.warnings()).isEmpty();
      assertThat(run.logs()).singleElement().asString().contains("read again");
    }
  }

  @Nested
  class WhenThereAreManyItems {

    @Test
    void sendsPortionsOverBothLists() {
      FakeHost host = FakeHost.answering(lists("", ""), Answer.empty(204).always());

      add(host, run, numbered(600), items("b@x.example"));

      assertThat(host.requests()).hasSize(3);
      assertThat(host.requests().get(1).body().orElseThrow().path("allow_list")).hasSize(500);
      assertThat(host.requests().get(2).body().orElseThrow().path("allow_list")).hasSize(100);
      assertThat(host.requests().get(2).body().orElseThrow().path("block_list")).hasSize(1);
      assertThat(count(run, Outcome.DONE, "added")).isEqualTo(601);
    }

    @Test
    void goesOnAfter422() {
      FakeHost host = FakeHost.answering(lists("", ""), error(422, "Bad item"), Answer.empty(204));

      CommandResult result = add(host, run, numbered(501), NONE);

      assertThat(count(run, Outcome.REFUSED, "rejected")).isEqualTo(500);
      assertThat(count(run, Outcome.DONE, "added")).isEqualTo(1);
      assertThat(result.rawData().toString()).contains("Bad item");
      assertThat(result.keyFields().path("SafeListItems")).hasSize(1);
    }

    @Test
    void goesOnAfter409() {
      FakeHost host =
          FakeHost.answering(error(403, "Forbidden"), error(409, "Conflict"), Answer.empty(204));

      add(host, run, numbered(501), NONE);

      assertThat(count(run, Outcome.REFUSED, "rejected")).isEqualTo(500);
      assertThat(count(run, Outcome.DONE, "unverified")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429})
    void stopsWhenTheRestWouldFareNoBetter(int status) {
      FakeHost host =
          FakeHost.answering(lists("", ""), Answer.empty(204), error(status, "No more"));

      CommandResult result = add(host, run, numbered(1501), NONE);

      assertThat(host.requests()).hasSize(3);
      assertThat(count(run, Outcome.DONE, "added")).isEqualTo(500);
      assertThat(count(run, Outcome.REFUSED, "rejected")).isEqualTo(500);
      assertThat(count(run, Outcome.REFUSED, "not-sent")).isEqualTo(501);
      assertThat(result.keyFields().path("SafeListItems")).hasSize(500);
    }

    @Test
    void stopsAfterALostAnswer() {
      FakeHost host =
          FakeHost.answering(lists("", ""), Answer.empty(204), Answer.none(), lists("", ""));

      add(host, run, numbered(1001), NONE);

      assertThat(count(run, Outcome.UNKNOWN, "unknown")).isEqualTo(500);
      assertThat(count(run, Outcome.REFUSED, "not-sent")).isEqualTo(1);
      assertThat(account(run))
          .last()
          .isEqualTo(
              "s1001@x.example: refused not-sent 504 not sent, because an earlier request failed"
                  + " with status 504");
    }

    @Test
    void failsWithTheLatestRefusalWhenNothingWasDone() {
      FakeHost host =
          FakeHost.answering(lists("", ""), error(422, "Bad item"), error(401, "Unauthorized"));

      CommandException failure = failureOf(() -> add(host, run, numbered(1001), NONE));

      assertThat(failure.status()).isEqualTo(401);
      assertThat(count(run, Outcome.REFUSED, "not-sent")).isEqualTo(1);
    }
  }
}
