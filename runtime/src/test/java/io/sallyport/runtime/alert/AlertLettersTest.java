// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import static io.sallyport.runtime.alert.AlertSamples.ACME;
import static io.sallyport.runtime.alert.AlertSamples.LETTERS;
import static io.sallyport.runtime.alert.AlertSamples.NOW;
import static io.sallyport.runtime.alert.AlertSamples.SINCE;
import static io.sallyport.runtime.alert.AlertSamples.UNAUTHORIZED;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.HealthEffect.Closed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.Incident;
import io.sallyport.runtime.store.MailKind;
import io.sallyport.runtime.store.MailStatus;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.OutboxMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertLettersTest {

  private static final String ALICE = "alice@example.com";
  private static final String BOB = "bob@example.com";

  @Test
  void eachRecipientGetsAMailOfHisOwn() {
    List<NewMail> mails = LETTERS.of(AlertSamples.opened(ALICE, BOB), ACME, NOW);

    assertThat(mails).extracting(NewMail::recipient).containsExactly(ALICE, BOB);
    assertThat(mails)
        .extracting(NewMail::key)
        .containsExactly(
            "proofpoint-acme/12/opened/alice@example.com",
            "proofpoint-acme/12/opened/bob@example.com");
    assertThat(mails)
        .extracting(NewMail::thread)
        .containsExactly(
            "proofpoint-acme/12/alice@example.com", "proofpoint-acme/12/bob@example.com");
    assertThat(mails).extracting(NewMail::messageId).doesNotHaveDuplicates();
    assertThat(mails).allSatisfy(mail -> assertThat(mail.text()).doesNotContain("@example.com"));
    assertThat(mails).extracting(NewMail::kind).containsOnly(MailKind.OPENED);
  }

  @Test
  void theSameNewsHaveTheSameNamesWheneverTheyAreWritten() {
    NewMail one = LETTERS.of(AlertSamples.opened(ALICE), ACME, NOW).get(0);
    NewMail again =
        new AlertLetters("sallyport@example.com", "another-host.example.com")
            .of(AlertSamples.opened(ALICE), ACME, NOW.plusSeconds(100))
            .get(0);

    assertThat(again.key()).isEqualTo(one.key());
    assertThat(again.messageId())
        .isEqualTo(one.messageId())
        .matches("<proofpoint-acme\\.12\\.opened\\.[0-9a-f]{16}@example\\.com>");
  }

  @Test
  void theSameIncidentNumberInADatabaseThatWasBegunAnewIsAnotherMail() {
    Incident before = AlertSamples.incident(ALICE);
    Incident after =
        new Incident(
            before.number(),
            before.since(),
            before.openedAt().plus(Duration.ofDays(9)),
            before.failures(),
            before.recipients(),
            before.nextReminder(),
            0,
            Optional.empty());

    assertThat(opened(after, UNAUTHORIZED).messageId())
        .isNotEqualTo(opened(before, UNAUTHORIZED).messageId());
  }

  @Test
  void whatFollowsRepliesToTheOpenedOfItsRecipient() {
    List<NewMail> opened = LETTERS.of(AlertSamples.opened(ALICE, BOB), ACME, NOW);
    List<NewMail> reminded = LETTERS.of(AlertSamples.reminded(2, ALICE, BOB), ACME, NOW);
    List<NewMail> recovered = LETTERS.of(AlertSamples.recovered(ALICE, BOB), ACME, NOW);

    for (int index = 0; index < 2; index++) {
      Optional<String> first = Optional.of(opened.get(index).messageId());
      assertThat(opened.get(index).inReplyTo()).isEmpty();
      assertThat(reminded.get(index).inReplyTo()).isEqualTo(first);
      assertThat(recovered.get(index).inReplyTo()).isEqualTo(first);
      assertThat(reminded.get(index).thread()).isEqualTo(opened.get(index).thread());
      assertThat(recovered.get(index).thread()).isEqualTo(opened.get(index).thread());
    }
    assertThat(reminded.get(0).key()).isEqualTo("proofpoint-acme/12/reminder/2/" + ALICE);
    assertThat(recovered.get(0).key()).isEqualTo("proofpoint-acme/12/recovered/" + ALICE);
  }

  @Test
  void eachReminderHasNamesOfItsOwn() {
    NewMail second = LETTERS.of(AlertSamples.reminded(2, ALICE), ACME, NOW).get(0);
    NewMail third = LETTERS.of(AlertSamples.reminded(3, ALICE), ACME, NOW).get(0);

    assertThat(second.key()).isNotEqualTo(third.key());
    assertThat(second.messageId()).isNotEqualTo(third.messageId());
  }

  @ParameterizedTest
  @CsvSource({
    "Unauthorized, Unauthorized.",
    "Unauthorized., Unauthorized.",
    "Unauthorized.., Unauthorized.",
    "Is it you?, Is it you?",
    "Go away!, Go away!",
    "'Unauthorized. ', Unauthorized.",
  })
  void eachLineOfTheErrorEndsInExactlyOneMark(String message, String shown) {
    NewMail mail = opened(AlertSamples.incident(ALICE), failed(Category.AUTHENTICATION, message));

    assertThat(mail.text())
        .contains(
            "\nTest Connection failed. Failed to check the connector.\n"
                + "Status Code: 401.\n"
                + "Message: "
                + shown
                + "\n\n");
    assertThat(mail.html()).contains("<br>\nStatus Code: 401.<br>\nMessage: " + shown + "</p>");
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void onlyRefusedCredentialsAreTriedCarefully(Category category) {
    String text = opened(AlertSamples.incident(ALICE), failed(category, "No")).text();
    String flat = text.replace('\n', ' ');

    boolean careful = category == Category.AUTHENTICATION;
    assertThat(flat.contains("four times less often, every 1 h,")).isEqualTo(careful);
    assertThat(flat.contains("Correct the credentials first")).isEqualTo(careful);
    assertThat(flat)
        .contains("It is checked again every 15 min.")
        .contains(" sallyport test proofpoint-acme ")
        .contains("Trouble with  " + category.words());
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    AlertSubject bare =
        new AlertSubject(
            "acme",
            Optional.empty(),
            "Proofpoint Essentials",
            Optional.empty(),
            1,
            1,
            Duration.ofSeconds(90),
            "sallyport test acme");
    Failed failure = new Failed(Category.TIMEOUT, "Failed.", 504, "", List.of(), List.of());
    Incident incident = new Incident(1, SINCE, SINCE, 1, List.of(ALICE), NOW, 0, Optional.empty());

    NewMail mail = LETTERS.of(new Opened(incident, failure, List.of(ALICE)), bare, SINCE).get(0);

    assertThat(mail.subject()).isEqualTo("[Sallyport] acme is DOWN: status 504");
    assertThat(mail.text())
        .isEqualTo(
            """
            acme is DOWN
            Proofpoint Essentials

            It has not worked since 2026-11-26 02:27 UTC (0 s ago): 1 check has
            failed.

            Failed.
            Status Code: 504.
            Message: .

            WHAT TO DO

            To try it by hand, type on soar-1.example.com:

              sallyport test acme

            WHICH CONNECTION

            Connection    acme
            Integration   Proofpoint Essentials
            Trouble with  time

            WHAT HAPPENS NEXT

            It is checked again every 1 min 30 s. You get a mail when it works
            again, that is when a check has passed.

            --\s
            Sallyport on soar-1.example.com, incident 1 of acme
            """);
  }

  @Test
  void tellsThatItWorksAgain() {
    NewMail mail = LETTERS.of(AlertSamples.recovered(ALICE), ACME, NOW).get(0);

    assertThat(mail.subject())
        .isEqualTo("[Sallyport] proofpoint-acme is UP again after 1 h 12 min");
    assertThat(mail.text())
        .isEqualTo(
            """
            proofpoint-acme is UP again
            Proofpoint Essentials, Headquarters

            It has worked again since 2026-11-26 03:39 UTC: 2 checks in a row have
            passed.

            Nothing is left to do here. Sallyport repeats no command by itself: run
            again what failed meanwhile and is still needed.

            Down since   2026-11-26 02:27 UTC
            Up since     2026-11-26 03:39 UTC
            Failed       3 checks
            Connection   proofpoint-acme
            Description  Mail filter of Acme
            Site         Headquarters
            Integration  Proofpoint Essentials

            --\s
            Sallyport on soar-1.example.com, incident 12 of proofpoint-acme
            """);
  }

  @Test
  void remindsWithAllThatTheFirstMailSaid() {
    NewMail mail =
        LETTERS.of(AlertSamples.reminded(1, ALICE), ACME, SINCE.plus(Duration.ofHours(6))).get(0);

    assertThat(mail.subject())
        .isEqualTo("[Sallyport] proofpoint-acme is still DOWN after 6 h 0 min: Unauthorized (401)");
    assertThat(mail.text())
        .startsWith("proofpoint-acme is still DOWN after 6 h 0 min\n")
        .contains("This\nis reminder 1.")
        .contains("Message: Unauthorized.\n")
        .contains("\n  sallyport test proofpoint-acme\n");
  }

  @Test
  void tellsThatNobodyWatchesAnyMore() {
    NewMail mail =
        LETTERS
            .of(
                new Closed(
                    AlertSamples.incident(ALICE), "its health check was taken out", List.of(ALICE)),
                ACME,
                NOW)
            .get(0);

    assertThat(mail.subject())
        .isEqualTo(
            "[Sallyport] proofpoint-acme is watched no longer: its health check was taken out");
    assertThat(mail.text())
        .contains("nobody will be told when it works\nagain.")
        .contains("Reason       its health check was taken out");
    assertThat(mail.kind()).isEqualTo(MailKind.CLOSED);
  }

  @Test
  void oneMailTellsEachRecipientOfAllHisSilentConnections() {
    List<NewMail> mails =
        LETTERS.stale(
            List.of(
                new Silence(about("one"), SINCE, List.of(ALICE)),
                new Silence(about("two"), SINCE, List.of(ALICE, BOB)),
                new Silence(about("three-and-a-half"), SINCE.minusSeconds(7200), List.of(ALICE))),
            NOW);

    assertThat(mails).extracting(NewMail::recipient).containsExactly(ALICE, BOB);
    assertThat(mails.get(0).key()).isEqualTo("STALE/2026-11-26T02:57:14Z/alice@example.com");
    assertThat(mails.get(0).connection()).isEmpty();
    assertThat(mails.get(0).subject())
        .isEqualTo("[Sallyport] Nobody knows whether 3 connections work");
    assertThat(mails.get(0).text())
        .isEqualTo(
            """
            Nobody knows whether 3 connections work

            Their checks have come to no conclusion for longer than three intervals.
            That says neither that they work nor that they do not.

            one               last known 2026-11-26 02:27 UTC (30 min ago)
            two               last known 2026-11-26 02:27 UTC (30 min ago)
            three-and-a-half  last known 2026-11-26 00:27 UTC (2 h 30 min ago)

            WHAT TO DO

            - Look at the log of Sallyport on soar-1.example.com: it says why a
              check could not be made, or that the product asks to be called less
              often.
            - Try one by hand there, for example the first of them:

              sallyport test one

            You hear no more of this. If a check fails later, you are told as of any
            failure.

            --\s
            Sallyport on soar-1.example.com
            """);
    assertThat(mails.get(1).subject()).isEqualTo("[Sallyport] Nobody knows whether two works");
    assertThat(mails.get(1).connection()).contains("two");
  }

  @Test
  void oneSilentConnectionIsToldTheSameWay() {
    assertThat(LETTERS.of(new WentStale(SINCE, List.of(ALICE)), about("two"), NOW))
        .isEqualTo(LETTERS.stale(List.of(new Silence(about("two"), SINCE, List.of(ALICE))), NOW));
  }

  @Test
  void aDigestTellsOfWhatWasOverBeforeItCouldBeReported() {
    List<OutboxMail> superseded =
        LETTERS.of(AlertSamples.recovered(ALICE), ACME, NOW).stream()
            .flatMap(mail -> IntStream.of(7, 9).mapToObj(id -> superseded(id, mail)))
            .toList();

    NewMail digest = LETTERS.digest(ALICE, superseded);

    assertThat(digest.key()).isEqualTo("DIGEST/9/alice@example.com");
    assertThat(digest.messageId()).matches("<DIGEST\\.9\\.[0-9a-f]{16}@example\\.com>");
    assertThat(digest.subject())
        .isEqualTo("[Sallyport] 2 incidents are over that were not reported");
    assertThat(digest.text())
        .contains(
            """
            - proofpoint-acme is UP again after 1 h 12 min (2026-11-26 02:57 UTC)
            - proofpoint-acme is UP again after 1 h 12 min (2026-11-26 02:57 UTC)
            """);
  }

  @Test
  void isSeventyTwoColumnsWideButForWordsThatAreLonger() {
    List<NewMail> mails =
        List.of(
            opened(AlertSamples.incident(ALICE), UNAUTHORIZED),
            LETTERS.of(AlertSamples.reminded(1, ALICE), ACME, NOW).get(0),
            LETTERS.of(AlertSamples.recovered(ALICE), ACME, NOW).get(0));

    assertThat(mails)
        .allSatisfy(
            mail ->
                assertThat(mail.text().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72)));
  }

  @Test
  void loadsNothingAndRunsNothing() {
    String html = opened(AlertSamples.incident(ALICE), UNAUTHORIZED).html();

    assertThat(html).doesNotContain("http", "src=", "href", "url(", "<script", "<style", "<img");
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        .contains("<title>[Sallyport]");
  }

  @Test
  void cutsListsThatNobodyWouldRead() {
    Failed failure =
        new Failed(
            Category.CONFIGURATION, "F", 500, "M", Collections.nCopies(500, "more"), List.of());

    assertThat(opened(AlertSamples.incident(ALICE), failure).text())
        .contains("- … and 480 more\n")
        .hasSizeLessThan(2_000);
  }

  private static AlertSubject about(String connection) {
    return new AlertSubject(
        connection,
        Optional.empty(),
        "Proofpoint Essentials",
        Optional.empty(),
        3,
        2,
        Duration.ofMinutes(15),
        "sallyport test " + connection);
  }

  private static Failed failed(Category category, String message) {
    return new Failed(
        category,
        UNAUTHORIZED.indicator(),
        401,
        message,
        List.of("Look at it."),
        List.of("TLS ok"));
  }

  private static NewMail opened(Incident incident, Failed failure) {
    return LETTERS.of(new Opened(incident, failure, List.of(ALICE)), ACME, NOW).get(0);
  }

  private static OutboxMail superseded(long id, NewMail mail) {
    return new OutboxMail(
        id, mail, MailStatus.SUPERSEDED, 0, NOW, NOW, Optional.<Instant>empty(), 0, "");
  }
}
