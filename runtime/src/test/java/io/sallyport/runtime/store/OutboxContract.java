// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import static io.sallyport.runtime.store.MailKind.CLOSED;
import static io.sallyport.runtime.store.MailKind.OPENED;
import static io.sallyport.runtime.store.MailKind.RECOVERED;
import static io.sallyport.runtime.store.MailKind.REMINDER;
import static io.sallyport.runtime.store.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outbox does in every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboxContract {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final String NODE = "node-1";

  private final OpenStore open;
  private final Outbox outbox;

  OutboxContract(OpenStore open) {
    this.open = open;
    this.outbox = open.store().outbox();
  }

  @BeforeEach
  void reset() {
    open.reset();
  }

  @AfterAll
  void close() {
    open.close();
  }

  @Test
  void whatIsSentIsNotTakenAgain() {
    outbox.add(List.of(mail("1", "thread", OPENED)));

    List<OutboxMail> taken = lease();
    outbox.sent(taken.get(0).id(), NODE, 250);

    assertThat(lease()).isEmpty();
    OutboxMail sent = outbox.list(1).get(0);
    assertThat(sent.status()).isEqualTo(MailStatus.SENT);
    assertThat(sent.code()).isEqualTo(250);
    assertThat(sent.ended()).isPresent();
  }

  @Test
  void untilNextIsAsLongAsNothingIsDue() {
    assertThat(outbox.untilNext(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));

    outbox.add(List.of(mail("1", "thread", OPENED)));

    assertThat(outbox.untilNext(Duration.ofSeconds(30))).isZero();
  }

  @Test
  void takesTheLongestDueFirstAndNoMoreThanAsked() {
    add(OPENED, "a");
    add(OPENED, "b");
    add(OPENED, "c");

    assertThat(keys(outbox.lease(NODE, 2, LEASE, LIFETIME)))
        .containsExactly("a OPENED", "b OPENED");
    assertThat(keys(lease())).containsExactly("c OPENED");
  }

  @Test
  void givesAMailBackAsItWasPutIn() {
    NewMail mail =
        new NewMail(
            "key 'it\"s'",
            "thread",
            MailKind.STALE,
            Optional.empty(),
            "bob@example.com",
            "<1@sallyport.example>",
            Optional.of("<0@sallyport.example>"),
            "subject \uD83D\uDE00",
            "text\r\n'; drop table outbox; --",
            "<p>" + "long ".repeat(40_000) + "</p>");
    outbox.add(List.of(mail));

    OutboxMail taken = lease().get(0);

    assertThat(taken.mail()).isEqualTo(mail);
    assertThat(taken.status()).isEqualTo(MailStatus.SENDING);
    assertThat(taken.attempts()).isEqualTo(1);
    assertThat(taken.ended()).isEmpty();
  }

  @Test
  void aMailWhoseKeyIsKnownIsNotPutInAgain() {
    add(OPENED, "a");
    outbox.sent(lease().get(0).id(), NODE, 250);

    add(OPENED, "a");

    assertThat(states()).containsExactly("a OPENED SENT");
  }

  @Test
  void ofAThreadOnlyTheFirstIsTaken() {
    add(OPENED, "a");
    add(RECOVERED, "a");
    add(OPENED, "b");

    List<OutboxMail> first = lease();
    assertThat(keys(first)).containsExactly("a OPENED", "b OPENED");
    assertThat(lease()).isEmpty();

    outbox.sent(first.get(0).id(), NODE, 250);
    assertThat(keys(lease())).containsExactly("a RECOVERED");
  }

  @Test
  void twoWorkersNeverTakeTheSame() throws Exception {
    List<NewMail> mails = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      mails.add(mail("key " + index, "thread " + index, OPENED));
    }
    outbox.add(mails);
    ExecutorService workers = Executors.newFixedThreadPool(4);
    List<Long> taken = new ArrayList<>();
    try {
      List<Future<List<Long>>> results = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        String name = "node-" + worker;
        results.add(
            workers.submit(
                () -> {
                  List<Long> ids = new ArrayList<>();
                  for (int round = 0; round < 10; round++) {
                    outbox.lease(name, 5, LEASE, LIFETIME).forEach(mail -> ids.add(mail.id()));
                  }
                  return ids;
                }));
      }
      for (Future<List<Long>> each : results) {
        taken.addAll(each.get(20, TimeUnit.SECONDS));
      }
    } finally {
      workers.shutdownNow();
    }

    assertThat(taken).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void aMailWhoseLeaseHasRunOutIsTakenAgain() {
    add(OPENED, "a");
    lease();

    open.time().passes(LEASE.minusSeconds(10));
    assertThat(lease()).isEmpty();

    open.time().passes(Duration.ofSeconds(10));
    OutboxMail again = outbox.lease("node-2", 10, LEASE, LIFETIME).get(0);
    assertThat(again.attempts()).isEqualTo(2);
    outbox.sent(again.id(), NODE, 250);
    outbox.failed(again.id(), NODE, 550, "no");
    outbox.retry(again.id(), NODE, Duration.ZERO, 450, "later", false);
    assertThat(states()).containsExactly("a OPENED SENDING");
  }

  @Test
  void whoeverIsLateButFirstMayStillSayThatItIsSent() {
    add(OPENED, "a");
    long id = lease().get(0).id();
    open.time().passes(LEASE);
    // Takes back what has run out, but has no room for it.
    outbox.lease("node-2", 0, LEASE, LIFETIME);

    outbox.sent(id, NODE, 250);

    assertThat(states()).containsExactly("a OPENED SENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void aClockThatIsSetBackHoldsNoMailUp(Duration back) {
    add(OPENED, "a");
    add(OPENED, "b");
    add(OPENED, "c");
    List<OutboxMail> taken = outbox.lease(NODE, 2, LEASE, LIFETIME);
    outbox.retry(taken.get(0).id(), NODE, Duration.ofMinutes(10), 450, "later", false);

    open.time().isSetBack(back);

    assertThat(outbox.untilNext(Duration.ofMinutes(1))).isZero();
    assertThat(lease()).hasSize(3);
  }

  @Test
  void whatIsToBeTriedAgainWaitsUntilThen() {
    add(OPENED, "a");
    outbox.retry(lease().get(0).id(), NODE, Duration.ofMinutes(10), 451, "greylisted", false);

    assertThat(lease()).isEmpty();
    assertThat(outbox.untilNext(Duration.ofHours(1)))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(outbox.untilNext(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    OutboxMail waiting = outbox.list(1).get(0);
    assertThat(waiting.status()).isEqualTo(MailStatus.WAITING);
    assertThat(waiting.code()).isEqualTo(451);
    assertThat(waiting.detail()).isEqualTo("greylisted");

    open.time().passes(Duration.ofMinutes(10));
    assertThat(keys(lease())).containsExactly("a OPENED");
  }

  @Test
  void whatCannotBeTakenYetWakesNobody() {
    add(OPENED, "a");
    add(RECOVERED, "a");
    lease();

    assertThat(outbox.untilNext(Duration.ofHours(1))).isBetween(LEASE.minusSeconds(30), LEASE);
  }

  @Test
  void whatHasWaitedForTooLongExpiresAndWhatFollowsItIsSuperseded() {
    add(OPENED, "a");
    outbox.retry(lease().get(0).id(), NODE, Duration.ofHours(30), 451, "later", true);
    open.time().passes(LIFETIME.minusHours(1));
    add(RECOVERED, "a");
    open.time().passes(Duration.ofHours(1));

    assertThat(lease()).isEmpty();
    assertThat(states()).containsExactly("a OPENED EXPIRED", "a RECOVERED SUPERSEDED");
  }

  @Test
  void whatIsOverAndNeverWasReportedIsSupersededOnceItWasTried() {
    add(OPENED, "a");
    add(REMINDER, "a");
    add(RECOVERED, "a");
    OutboxMail opened = lease().get(0);
    assertThat(states())
        .containsExactly("a OPENED SENDING", "a REMINDER SUPERSEDED", "a RECOVERED WAITING");

    outbox.retry(opened.id(), NODE, Duration.ofMinutes(1), 0, "no route", false);

    assertThat(lease()).isEmpty();
    assertThat(states())
        .containsExactly("a OPENED SUPERSEDED", "a REMINDER SUPERSEDED", "a RECOVERED SUPERSEDED");
  }

  @Test
  void whatIsOverAndNeverWasReportedIsSupersededAfterTwoMinutes() {
    add(OPENED, "a");
    add(CLOSED, "a");
    open.time().passes(Duration.ofMinutes(2));

    assertThat(lease()).isEmpty();
    assertThat(states()).containsExactly("a OPENED SUPERSEDED", "a CLOSED SUPERSEDED");
  }

  @Test
  void whatIsOverButIsPerhapsReportedIsReported() {
    add(OPENED, "a");
    outbox.retry(lease().get(0).id(), NODE, Duration.ofMinutes(1), 0, "answer lost", true);
    add(RECOVERED, "a");
    add(OPENED, "b");
    lease();
    add(RECOVERED, "b");
    open.time().passes(LEASE);

    assertThat(keys(lease())).containsExactlyInAnyOrder("a OPENED", "b OPENED");
  }

  @Test
  void whatIsNotOverIsReportedHoweverLate() {
    add(OPENED, "a");
    outbox.retry(lease().get(0).id(), NODE, Duration.ofHours(2), 0, "no route", false);
    open.time().passes(Duration.ofHours(2));

    assertThat(keys(lease())).containsExactly("a OPENED");
  }

  @Test
  void whatFollowsARefusedMailIsSuperseded() {
    add(OPENED, "a");
    add(REMINDER, "a");
    outbox.failed(lease().get(0).id(), NODE, 550, "no such user");
    add(RECOVERED, "a");
    add(OPENED, "b");

    assertThat(keys(lease())).containsExactly("b OPENED");
    assertThat(states())
        .containsExactly(
            "a OPENED FAILED",
            "a REMINDER SUPERSEDED",
            "a RECOVERED SUPERSEDED",
            "b OPENED SENDING");
  }

  @Test
  void aReminderGivesWayToWhateverIsLater() {
    add(OPENED, "a");
    outbox.sent(lease().get(0).id(), NODE, 250);
    outbox.add(
        List.of(
            mail("first", "a", REMINDER), mail("second", "a", REMINDER), mail("b", "b", REMINDER)));

    assertThat(lease()).extracting(each -> each.mail().key()).containsExactly("second", "b");
  }

  @Test
  void tellsOfWhatWasNeverReportedOnce() {
    superseded("a");
    superseded("b");
    Map<String, List<String>> asked = new HashMap<>();

    outbox.digest(
        (recipient, mails) -> {
          asked.put(recipient, keys(mails));
          return mail("digest", "digests", MailKind.DIGEST, recipient);
        });
    outbox.digest((recipient, mails) -> mail("another", "digests", MailKind.DIGEST, recipient));

    assertThat(asked)
        .containsOnly(entry("alice@example.com", List.of("a RECOVERED", "b RECOVERED")));
    assertThat(keys(lease())).containsExactly("digests DIGEST");
    outbox.sent(lastId(), NODE, 250);
    outbox.digest((recipient, mails) -> mail("third", "digests", MailKind.DIGEST, recipient));
    assertThat(lease()).isEmpty();
  }

  @Test
  void whatIsSupersededWhileADigestWaitsIsInTheNext() {
    superseded("a");
    outbox.digest((recipient, mails) -> mail("first", "digests", MailKind.DIGEST, recipient));
    superseded("b");
    outbox.digest((recipient, mails) -> mail("early", "digests", MailKind.DIGEST, recipient));
    outbox.sent(lease().get(0).id(), NODE, 250);
    List<String> told = new ArrayList<>();

    outbox.digest(
        (recipient, mails) -> {
          told.addAll(keys(mails));
          return mail("second", "digests", MailKind.DIGEST, recipient);
        });

    assertThat(told).containsExactly("b RECOVERED");
    assertThat(lease()).extracting(each -> each.mail().key()).containsExactly("second");
  }

  @Test
  void aDigestThatCannotBeWordedTellsOfNothing() {
    superseded("a");

    assertThatThrownBy(
            () ->
                outbox.digest(
                    (recipient, mails) -> {
                      throw new IllegalStateException("no words");
                    }))
        .hasMessage("no words");

    outbox.digest((recipient, mails) -> mail("digest", "digests", MailKind.DIGEST, recipient));
    assertThat(keys(lease())).containsExactly("digests DIGEST");
  }

  @Test
  void whatFailedIsTriedAgainWithAllThatFollowsIt() {
    add(OPENED, "a");
    outbox.failed(lease().get(0).id(), NODE, 550, "no such user");
    long id = lastId();
    add(REMINDER, "a");
    add(RECOVERED, "a");
    open.time().passes(LIFETIME);
    lease();

    assertThat(outbox.again(id)).isTrue();
    assertThat(outbox.again(id)).isFalse();
    assertThat(outbox.again(-1)).isFalse();

    List<OutboxMail> taken = lease();
    assertThat(keys(taken)).containsExactly("a OPENED");
    assertThat(taken.get(0).ended()).isEmpty();
    outbox.sent(id, NODE, 250);
    assertThat(keys(lease())).containsExactly("a RECOVERED");
  }

  @Test
  void whatIsSentIsNotTriedAgain() {
    add(OPENED, "a");
    outbox.sent(lease().get(0).id(), NODE, 250);

    assertThat(outbox.again(lastId())).isFalse();
  }

  @Test
  void forgetsWhatIsDoneAndOlder() {
    add(OPENED, "a");
    outbox.sent(lease().get(0).id(), NODE, 250);
    add(OPENED, "b");
    Instant created = outbox.list(1).get(0).created();

    assertThat(outbox.forgetBefore(created.minusSeconds(3600))).isZero();
    assertThat(outbox.forgetBefore(created.plusSeconds(3600))).isEqualTo(1);

    assertThat(states()).containsExactly("b OPENED WAITING");
  }

  @Test
  void listsTheLatestFirst() {
    add(OPENED, "a");
    add(OPENED, "b");
    add(OPENED, "c");

    assertThat(keys(outbox.list(2))).containsExactly("c OPENED", "b OPENED");
  }

  @Test
  void whatAnOwnerHasLeftBehindIsTriedAgainAtOnceAndMayHaveBeenSent() {
    add(MailKind.OPENED, "a");
    lease();
    add(MailKind.RECOVERED, "a");

    assertThat(outbox.takeBack("another node")).isZero();
    assertThat(lease()).isEmpty();
    assertThat(outbox.takeBack(NODE)).isEqualTo(1);

    // Not superseded, although it is over: somebody may have read that it is down.
    assertThat(keys(lease())).containsExactly("a OPENED");
  }

  private void add(MailKind kind, String thread) {
    outbox.add(List.of(mail(thread + " " + kind, thread, kind)));
  }

  /** An incident that is over and never was reported. */
  private void superseded(String thread) {
    add(OPENED, thread);
    add(RECOVERED, thread);
    open.time().passes(Duration.ofMinutes(2));
    outbox.lease(NODE, 0, LEASE, LIFETIME);
  }

  private List<OutboxMail> lease() {
    return outbox.lease(NODE, 10, LEASE, LIFETIME);
  }

  private long lastId() {
    return outbox.list(1).get(0).id();
  }

  private static List<String> keys(List<OutboxMail> mails) {
    return mails.stream().map(each -> each.mail().thread() + " " + each.mail().kind()).toList();
  }

  /** The earliest first. */
  private List<String> states() {
    List<String> states = new ArrayList<>();
    for (OutboxMail each : outbox.list(100)) {
      states.add(0, each.mail().thread() + " " + each.mail().kind() + " " + each.status());
    }
    return states;
  }
}
