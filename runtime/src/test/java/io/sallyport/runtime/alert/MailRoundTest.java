// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Delivery.Accepted;
import io.sallyport.runtime.mail.Delivery.Later;
import io.sallyport.runtime.mail.Delivery.Refused;
import io.sallyport.runtime.mail.Letter;
import io.sallyport.runtime.store.MailKind;
import io.sallyport.runtime.store.MailStatus;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The outbox is emptied into a mail server that answers as a test says; with a real store. */
class MailRoundTest {

  private static final Delivery TAKEN = new Accepted(250, "OK");
  private static final Delivery AWAY = new Later(0, "The connection was refused.", false);

  private Instant now = Instant.parse("2026-11-26T03:00:00Z");
  private final Store store = StoreForTests.open(() -> now);
  private final List<Letter> tried = new ArrayList<>();
  private Function<Letter, Delivery> server = letter -> TAKEN;
  private MailRound round = round(600);

  @AfterEach
  void close() {
    store.close();
  }

  private MailRound round(int perMinute) {
    return new MailRound(
        store.outbox(),
        letter -> {
          tried.add(letter);
          return server.apply(letter);
        },
        MailRoundTest::digest,
        new PostmanSettings("node-1", 20, Duration.ofMinutes(2), Duration.ofHours(24), perMinute),
        new SplittableRandom(7),
        () -> Duration.between(Instant.EPOCH, now).toNanos(),
        () -> false);
  }

  private static NewMail digest(String recipient, List<OutboxMail> over) {
    return mail(MailKind.DIGEST, "digest-" + over.size(), recipient);
  }

  private static NewMail mail(MailKind kind, String thread, String recipient) {
    return new NewMail(
        thread + "/" + kind + "/" + recipient,
        thread + "/" + recipient,
        kind,
        Optional.of("acme"),
        recipient,
        "<" + thread + "." + kind + "." + recipient.charAt(0) + "@example.com>",
        Optional.empty(),
        kind + " of " + thread,
        "text",
        "<p>html</p>");
  }

  private void add(MailKind kind, String thread, String... recipients) {
    for (String recipient : recipients) {
      store.outbox().add(List.of(mail(kind, thread, recipient)));
    }
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  /** Until there is nothing to do for now. */
  private void makeRounds() {
    for (int count = 0; count < 20 && round.make().isZero(); count++) {
      // It has more to do.
    }
  }

  private List<String> subjects() {
    return tried.stream().map(letter -> letter.subject() + " to " + letter.to()).toList();
  }

  private List<MailStatus> statuses() {
    List<MailStatus> statuses = new ArrayList<>();
    store.outbox().list(50).forEach(mail -> statuses.add(0, mail.status()));
    return statuses;
  }

  @Test
  void sendsWhatWaitsInItsOrder() {
    add(MailKind.OPENED, "acme/1", "soc@example.com", "boss@example.com");
    add(MailKind.RECOVERED, "acme/1", "soc@example.com");

    makeRounds();

    assertThat(subjects())
        .containsExactly(
            "OPENED of acme/1 to soc@example.com",
            "OPENED of acme/1 to boss@example.com",
            "RECOVERED of acme/1 to soc@example.com");
    assertThat(statuses()).containsOnly(MailStatus.SENT);
    assertThat(tried.get(0).date()).isEqualTo(now);
  }

  @Test
  void triesAgainLaterWhatIsRefusedForNow() {
    add(MailKind.OPENED, "acme/1", "soc@example.com");
    server = letter -> new Later(451, "Greylisted, try again", false);
    makeRounds();
    makeRounds();
    assertThat(tried).hasSize(1);
    assertThat(statuses()).containsExactly(MailStatus.WAITING);

    server = letter -> TAKEN;
    passes(Duration.ofSeconds(31));
    makeRounds();

    assertThat(tried)
        .hasSize(2)
        .extracting(Letter::messageId)
        .containsOnly(tried.get(0).messageId());
    assertThat(statuses()).containsExactly(MailStatus.SENT);
  }

  @Test
  void givesUpOneRecipientForGoodAndTellsTheOther() {
    add(MailKind.OPENED, "acme/1", "gone@example.com", "soc@example.com");
    server = letter -> letter.to().startsWith("gone") ? new Refused(550, "No such user") : TAKEN;

    makeRounds();
    passes(Duration.ofHours(1));
    add(MailKind.RECOVERED, "acme/1", "gone@example.com", "soc@example.com");
    makeRounds();

    assertThat(subjects())
        .containsExactly(
            "OPENED of acme/1 to gone@example.com",
            "OPENED of acme/1 to soc@example.com",
            "RECOVERED of acme/1 to soc@example.com");
    assertThat(statuses())
        .startsWith(MailStatus.FAILED, MailStatus.SENT, MailStatus.SUPERSEDED, MailStatus.SENT);
    assertThat(store.outbox().list(50).get(3).detail()).isEqualTo("No such user");
  }

  @Test
  void asksAServerThatIsAwayOnceForAll() {
    for (int number = 1; number <= 5; number++) {
      add(MailKind.OPENED, "acme-" + number + "/1", "soc@example.com");
    }
    server = letter -> AWAY;
    makeRounds();
    makeRounds();
    assertThat(tried).hasSize(1);

    passes(Duration.ofSeconds(31));
    makeRounds();
    assertThat(tried).as("one more finds out").hasSize(2);

    server = letter -> TAKEN;
    passes(Duration.ofMinutes(3));
    makeRounds();
    passes(Duration.ofMinutes(20));
    makeRounds();

    assertThat(statuses()).hasSize(5).containsOnly(MailStatus.SENT);
  }

  @Test
  void tellsInOneMailWhatWasOverBeforeItCouldBeTold() {
    server = letter -> AWAY;
    add(MailKind.OPENED, "acme/1", "soc@example.com");
    makeRounds();
    passes(Duration.ofHours(1));
    add(MailKind.RECOVERED, "acme/1", "soc@example.com");
    add(MailKind.OPENED, "acme/2", "soc@example.com");
    makeRounds();
    passes(Duration.ofHours(1));
    add(MailKind.CLOSED, "acme/2", "soc@example.com");
    tried.clear();

    server = letter -> TAKEN;
    makeRounds();
    makeRounds();

    assertThat(subjects()).containsExactly("DIGEST of digest-2 to soc@example.com");
    assertThat(statuses())
        .containsExactly(
            MailStatus.SUPERSEDED,
            MailStatus.SUPERSEDED,
            MailStatus.SUPERSEDED,
            MailStatus.SUPERSEDED,
            MailStatus.SENT);
  }

  @Test
  void whatWasPerhapsSentIsSentAgainAndItsEndIsTold() {
    server = letter -> new Later(0, "The answer was lost.", true);
    add(MailKind.OPENED, "acme/1", "soc@example.com");
    makeRounds();
    passes(Duration.ofHours(1));
    add(MailKind.RECOVERED, "acme/1", "soc@example.com");

    server = letter -> TAKEN;
    makeRounds();

    assertThat(tried)
        .extracting(Letter::subject)
        .containsExactly("OPENED of acme/1", "OPENED of acme/1", "RECOVERED of acme/1");
    assertThat(tried.get(0).messageId()).isEqualTo(tried.get(1).messageId());
  }

  @Test
  void givesUpAfterADay() {
    server = letter -> new Later(450, "Busy", false);
    add(MailKind.OPENED, "acme/1", "soc@example.com");
    for (int hour = 0; hour < 25; hour++) {
      makeRounds();
      passes(Duration.ofHours(1));
    }

    assertThat(statuses()).containsExactly(MailStatus.EXPIRED);
    int attempts = tried.size();
    makeRounds();
    assertThat(tried).hasSize(attempts);
  }

  @Test
  void sendsNoMoreInAMinuteThanIsAllowed() {
    round = round(2);
    for (int number = 1; number <= 5; number++) {
      add(MailKind.OPENED, "acme-" + number + "/1", "soc@example.com");
    }

    makeRounds();
    assertThat(tried).hasSize(2);
    passes(Duration.ofSeconds(59));
    makeRounds();
    assertThat(tried).hasSize(2);
    passes(Duration.ofSeconds(1));
    makeRounds();
    assertThat(tried).hasSize(4);
  }

  @Test
  void aFaultOfOursIsNoWordAboutTheServerAndLosesNothing() {
    add(MailKind.OPENED, "acme/1", "soc@example.com");
    add(MailKind.OPENED, "acme/2", "soc@example.com");
    server =
        letter -> {
          if (letter.subject().endsWith("acme/1") && tried.size() == 1) {
            throw new IllegalStateException("a fault");
          }
          return TAKEN;
        };

    makeRounds();
    passes(Duration.ofMinutes(1));
    makeRounds();

    assertThat(statuses()).containsExactly(MailStatus.SENT, MailStatus.SENT);
    assertThat(tried).hasSize(3);
  }
}
