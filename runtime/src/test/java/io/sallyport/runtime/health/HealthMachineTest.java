// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import static io.sallyport.runtime.health.Watching.ADA;
import static io.sallyport.runtime.health.Watching.BEN;
import static io.sallyport.runtime.health.Watching.INCONCLUSIVE;
import static io.sallyport.runtime.health.Watching.PASSED;
import static io.sallyport.runtime.health.Watching.START;
import static io.sallyport.runtime.health.Watching.THROTTLED;
import static io.sallyport.runtime.health.Watching.failed;
import static io.sallyport.runtime.health.Watching.policy;
import static io.sallyport.runtime.health.Watching.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.health.HealthEffect.Closed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.Recovered;
import io.sallyport.runtime.health.HealthEffect.Reminded;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.HealthEvent.Checked;
import io.sallyport.runtime.health.HealthEvent.LookedAt;
import io.sallyport.runtime.health.HealthEvent.Muted;
import io.sallyport.runtime.health.HealthEvent.Tried;
import io.sallyport.runtime.health.HealthEvent.Unmuted;
import io.sallyport.runtime.health.HealthEvent.Unwatched;
import io.sallyport.runtime.health.HealthEvent.Watched;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthMachineTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void knowsNothingWhenWatchingBegins() {
    Watching it = new Watching();
    assertThat(it.apply(new Watched())).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.UNKNOWN);
    assertThat(it.health.conclusive()).isEqualTo(START);
  }

  @Test
  void isUpFromTheFirstPassAndStaysSo() {
    Watching it = watched(3, 2);
    assertThat(it.pass()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.UP);
    assertThat(it.after(HOUR).pass()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.UP);
    assertThat(it.health.since()).isEqualTo(START);
    assertThat(it.health.conclusive()).isEqualTo(START.plus(HOUR));
  }

  @Test
  void countsTheFirstFailureOfAnUnknownOneLikeThatOfOneThatIsUp() {
    Watching unknown = watched(3, 2);
    Watching up = watched(3, 2);
    up.pass();
    assertThat(unknown.fail()).isEmpty();
    assertThat(up.fail()).isEmpty();
    assertThat(unknown.health.phase()).isEqualTo(up.health.phase()).isEqualTo(Phase.FAILING);
    assertThat(unknown.health.failures()).isEqualTo(up.health.failures()).isEqualTo(1);
  }

  @Test
  void isDownAtTheFirstFailureWhereOneIsEnough() {
    Watching unknown = watched(1, 2);
    Watching up = watched(1, 2);
    up.pass();
    assertThat(unknown.fail()).hasOnlyElementsOfType(Opened.class).hasSize(1);
    assertThat(up.fail()).hasOnlyElementsOfType(Opened.class).hasSize(1);
    assertThat(unknown.health.phase()).isEqualTo(up.health.phase()).isEqualTo(Phase.DOWN);
  }

  @Test
  void opensAnIncidentAtTheLastOfTheFailuresOnly() {
    Watching it = watched(3, 2);
    assertThat(it.fail()).isEmpty();
    assertThat(it.after(HOUR).fail()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.FAILING);
    assertThat(it.health.failures()).isEqualTo(2);
    assertThat(it.after(HOUR).fail())
        .containsExactly(new Opened(it.incident(), failed(Category.CONNECT), List.of(ADA)));
    assertThat(it.health.phase()).isEqualTo(Phase.DOWN);
    assertThat(it.incident().number()).isEqualTo(1);
    assertThat(it.incident().since()).isEqualTo(START);
    assertThat(it.incident().openedAt()).isEqualTo(START.plus(HOUR.multipliedBy(2)));
    assertThat(it.incident().failures()).isEqualTo(3);
  }

  @Test
  void saysNothingOfFailuresThatEndBeforeThereAreEnough() {
    Watching it = watched(3, 2);
    it.fail();
    it.fail();
    assertThat(it.pass()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.UP);
    it.fail();
    assertThat(it.fail()).isEmpty();
    assertThat(it.health.failures()).isEqualTo(2);
  }

  @Test
  void staysDownWithoutAWordUntilAReminderIsDue() {
    Watching it = down(2);
    assertThat(it.after(HOUR.multipliedBy(4).minusMillis(1)).fail()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.DOWN);
    assertThat(it.after(Duration.ofMillis(1)).fail())
        .containsExactly(new Reminded(it.incident(), failed(Category.CONNECT), 1, List.of(ADA)));
  }

  @Test
  void isUpAgainWhenEnoughHavePassed() {
    Watching it = down(2);
    assertThat(it.after(HOUR).pass()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.RECOVERING);
    Incident incident = it.incident();
    assertThat(it.after(HOUR).pass())
        .containsExactly(new Recovered(incident, START.plus(HOUR), List.of(ADA)));
    assertThat(it.health.phase()).isEqualTo(Phase.UP);
    assertThat(it.health.incident()).isEmpty();
  }

  @Test
  void isUpAgainAtTheFirstPassWhereOneIsEnough() {
    Watching it = down(1);
    assertThat(it.pass()).hasOnlyElementsOfType(Recovered.class).hasSize(1);
    assertThat(it.health.phase()).isEqualTo(Phase.UP);
  }

  @Test
  void fallsBackIntoTheSameIncident() {
    Watching it = down(2);
    it.pass();
    assertThat(it.fail()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.DOWN);
    assertThat(it.incident().number()).isEqualTo(1);
    assertThat(it.pass()).isEmpty();
    assertThat(it.pass()).hasOnlyElementsOfType(Recovered.class).hasSize(1);
  }

  @Test
  void numbersItsIncidents() {
    Watching it = down(1);
    it.pass();
    it.fail();
    assertThat(it.incident().number()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void takesNothingButTheNumberFromACheckThatSaysNothing(Phase phase) {
    for (CheckOutcome outcome : List.of(THROTTLED, INCONCLUSIVE)) {
      Watching it = in(phase);
      Health before = it.health;
      assertThat(it.after(HOUR.multipliedBy(9)).check(outcome)).isEmpty();
      assertThat(it.health.slot(before.slot())).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Phase.class, names = "DISABLED", mode = EnumSource.Mode.EXCLUDE)
  void isWatchedNoLongerFromAnyPhase(Phase phase) {
    Watching it = in(phase);
    List<HealthEffect> effects = it.apply(new Unwatched("It was deleted."));
    assertThat(it.health.phase()).isEqualTo(Phase.DISABLED);
    assertThat(it.health.incident()).isEmpty();
    assertThat(effects).hasSize(phase.hasIncident() ? 1 : 0);
    assertThat(effects)
        .allSatisfy(
            effect -> {
              assertThat(effect).isInstanceOf(Closed.class);
              assertThat(((Closed) effect).reason()).isEqualTo("It was deleted.");
              assertThat(effect.recipients()).containsExactly(ADA);
            });
    assertThat(it.apply(new Unwatched("It was deleted."))).isEmpty();
  }

  @Test
  void closesWithoutAWordWhatNobodyKnowsOf() {
    Watching it = watched(1, 1);
    it.apply(mute(it, HOUR));
    it.fail();
    assertThat(it.apply(new Unwatched("It was disabled."))).isEmpty();
    it.apply(new Watched());
    it.fail();
    assertThat(it.pass()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void ignoresAnOldCheck(Phase phase) {
    Watching it = in(phase);
    Health before = it.health;
    for (CheckOutcome outcome : List.of(PASSED, failed(Category.TLS), THROTTLED)) {
      assertThat(it.apply(new Checked(before.slot(), outcome))).isEmpty();
      assertThat(it.apply(new Checked(before.slot() - 1, outcome))).isEmpty();
    }
    assertThat(it.health).isEqualTo(before);
  }

  @Test
  void takesNothingButTheNumberOfACheckThatEndsAfterWatchingHas() {
    Watching it = in(Phase.DISABLED);
    Health before = it.health;
    assertThat(it.fail()).isEmpty();
    assertThat(it.pass()).isEmpty();
    assertThat(it.health.slot()).isEqualTo(before.slot() + 2);
    assertThat(it.health.slot(before.slot())).isEqualTo(before);
  }

  @Test
  void takesAnotherFailureForTheSameIncidentAndRemindsOfTheNewestOne() {
    Watching it = down(2);
    assertThat(it.check(failed(Category.TLS, "The certificate has expired."))).isEmpty();
    assertThat(it.incident().number()).isEqualTo(1);
    CheckOutcome.Failed newest = failed(Category.HTTP_5XX, "It is being mended.");
    assertThat(it.after(HOUR.multipliedBy(5)).check(newest))
        .containsExactly(new Reminded(it.incident(), newest, 1, List.of(ADA)));
  }

  @Test
  void countsAnewByOtherSettings() {
    Watching it = watched(3, 2);
    it.fail();
    it.fail();
    it.policy = settings("two");
    assertThat(it.apply(new Watched())).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.UNKNOWN);
    assertThat(it.fail()).isEmpty();
    assertThat(it.health.failures()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"DOWN", "RECOVERING"})
  void keepsAnOpenIncidentByOtherSettingsAndNotesThem(Phase phase) {
    Watching it = in(phase);
    it.policy = settings("two");
    assertThat(it.apply(new Watched())).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.DOWN);
    assertThat(it.health.failures()).isZero();
    assertThat(it.health.successes()).isZero();
    assertThat(it.incident().number()).isEqualTo(1);
    assertThat(it.incident().note()).hasValueSatisfying(note -> assertThat(note).contains("8:00"));
  }

  @Test
  void heedsAnotherPolicyAtTheNextResultOnly() {
    Watching it = watched(5, 5);
    it.fail();
    it.fail();
    it.fail();
    it.policy = policy(2, 1);
    assertThat(it.apply(new Watched())).isEmpty();
    assertThat(it.apply(new LookedAt(START))).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.FAILING);
    assertThat(it.fail()).hasOnlyElementsOfType(Opened.class).hasSize(1);
    assertThat(it.pass()).hasOnlyElementsOfType(Recovered.class).hasSize(1);
  }

  @Test
  void tellsANewRecipientAtTheNextFailureAndTheOthersNotAgain() {
    Watching it = down(1);
    it.policy = recipients(ADA, BEN);
    assertThat(it.apply(new Watched())).isEmpty();
    assertThat(it.fail())
        .containsExactly(new Opened(it.incident(), failed(Category.CONNECT), List.of(BEN)));
    assertThat(it.fail()).isEmpty();
    assertThat(it.pass()).extracting(HealthEffect::recipients).containsExactly(List.of(ADA, BEN));
  }

  @Test
  void remindsNobodyWhoIsNoRecipientAnyMoreButTellsHimOfTheEnd() {
    Watching it = down(1);
    it.policy = recipients(BEN);
    assertThat(it.after(HOUR.multipliedBy(4)).fail())
        .containsExactly(new Opened(it.incident(), failed(Category.CONNECT), List.of(BEN)));
    assertThat(it.after(HOUR.multipliedBy(4)).fail())
        .extracting(HealthEffect::recipients)
        .containsExactly(List.of(BEN));
    assertThat(it.pass()).extracting(HealthEffect::recipients).containsExactly(List.of(ADA, BEN));
  }

  @Test
  void hearsOfWatchingAgainWithoutAnyChange() {
    for (Phase phase : Phase.values()) {
      if (phase != Phase.DISABLED) {
        Watching it = in(phase);
        Health before = it.health;
        assertThat(it.after(HOUR).apply(new Watched())).isEmpty();
        assertThat(it.health).as("a restart while %s", phase).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void countsGoodNewsByHandWhileDownAndNothingElse(Phase phase) {
    Watching it = in(phase);
    Health before = it.health;
    for (CheckOutcome bad : List.of(failed(Category.TLS), THROTTLED, INCONCLUSIVE)) {
      assertThat(it.apply(new Tried(bad))).isEmpty();
    }
    assertThat(it.health).isEqualTo(before);
    assertThat(it.apply(new Tried(PASSED))).isEmpty();
    if (phase == Phase.DOWN) {
      assertThat(it.health.phase()).isEqualTo(Phase.RECOVERING);
      assertThat(it.health.successes()).isEqualTo(1);
    } else {
      assertThat(it.health).isEqualTo(before);
    }
  }

  @Test
  void endsAnIncidentByHandWhereOnePassIsEnough() {
    Watching it = down(1);
    assertThat(it.apply(new Tried(PASSED))).hasOnlyElementsOfType(Recovered.class).hasSize(1);
  }

  @Test
  void sendsOnlyTheLastOfSeveralRemindersThatAreOverdue() {
    Watching it = down(2);
    assertThat(it.after(HOUR.multipliedBy(13)).fail())
        .containsExactly(new Reminded(it.incident(), failed(Category.CONNECT), 3, List.of(ADA)));
    assertThat(it.after(HOUR.multipliedBy(3).minusMillis(1)).fail()).isEmpty();
    assertThat(it.after(Duration.ofMillis(1)).fail())
        .containsExactly(new Reminded(it.incident(), failed(Category.CONNECT), 4, List.of(ADA)));
  }

  @Test
  void leavesOutAReminderThatWouldFollowALateOneTooClosely() {
    Watching it = down(2);
    assertThat(it.after(Duration.ofMinutes(475)).fail()).hasSize(1);
    assertThat(it.after(Duration.ofMinutes(10)).fail()).isEmpty();
    assertThat(it.after(Duration.ofMinutes(235)).fail())
        .containsExactly(new Reminded(it.incident(), failed(Category.CONNECT), 3, List.of(ADA)));
  }

  @Test
  void doesNotRemindBeforeItsTimeBecauseRemindersAreTurnedOn() {
    Watching it = watched(1, 1);
    it.policy = policy(1, 1, Duration.ZERO, List.of(ADA), "one");
    it.fail();
    assertThat(it.after(HOUR.multipliedBy(99)).fail()).isEmpty();
    it.pass();
    it.fail();
    it.policy = policy(1, 1);
    assertThat(it.after(HOUR).fail()).isEmpty();
    assertThat(it.after(HOUR.multipliedBy(3)).fail()).hasOnlyElementsOfType(Reminded.class);
  }

  @Test
  void remindsAfterNoMoreThanAReminderByAClockThatWasSetBack() {
    Watching it = down(2);
    it.after(Duration.ofDays(-1)).fail();
    assertThat(it.after(HOUR.multipliedBy(4).minusMillis(1)).fail()).isEmpty();
    assertThat(it.after(Duration.ofMillis(1)).fail())
        .hasOnlyElementsOfType(Reminded.class)
        .hasSize(1);
  }

  @Test
  void remindsNobodyDuringAMuteAndOnceAfterIt() {
    Watching it = down(2);
    it.apply(mute(it, HOUR.multipliedBy(9)));
    assertThat(it.after(HOUR.multipliedBy(5)).fail()).isEmpty();
    assertThat(it.after(HOUR.multipliedBy(4)).fail())
        .containsExactly(new Reminded(it.incident(), failed(Category.CONNECT), 2, List.of(ADA)));
  }

  @Test
  void tellsAfterAMuteOfAnIncidentThatLastsByItsOwnTimes() {
    Watching it = watched(1, 2);
    it.apply(mute(it, HOUR));
    assertThat(it.fail()).isEmpty();
    assertThat(it.health.phase()).isEqualTo(Phase.DOWN);
    assertThat(it.after(HOUR).fail())
        .containsExactly(new Opened(it.incident(), failed(Category.CONNECT), List.of(ADA)));
    assertThat(it.incident().openedAt()).isEqualTo(START);
    assertThat(it.health.mute()).isEmpty();
  }

  @Test
  void neverTellsOfAnIncidentThatBeginsAndEndsDuringAMute() {
    Watching it = watched(1, 1);
    it.apply(mute(it, HOUR));
    assertThat(it.fail()).isEmpty();
    assertThat(it.pass()).isEmpty();
    assertThat(it.after(HOUR.multipliedBy(2)).pass()).isEmpty();
    assertThat(it.health.incidents()).isEqualTo(1);
  }

  @Test
  void tellsOfTheEndAtOnceEvenDuringAMute() {
    Watching recovered = down(1);
    recovered.apply(mute(recovered, HOUR));
    assertThat(recovered.pass()).hasOnlyElementsOfType(Recovered.class).hasSize(1);
    Watching closed = down(1);
    closed.apply(mute(closed, HOUR));
    assertThat(closed.apply(new Unwatched("It was deleted.")))
        .hasOnlyElementsOfType(Closed.class)
        .hasSize(1);
  }

  @Test
  void endsAMuteWhenSomebodyAsksForIt() {
    Watching it = watched(1, 1);
    it.apply(mute(it, HOUR));
    it.fail();
    assertThat(it.apply(new Unmuted())).isEmpty();
    assertThat(it.health.mute()).isEmpty();
    assertThat(it.fail()).hasOnlyElementsOfType(Opened.class).hasSize(1);
  }

  @Test
  void forgetsAMuteThatIsOverBeforeItBegins() {
    Watching it = watched(1, 1);
    it.apply(mute(it, Duration.ZERO));
    assertThat(it.health.mute()).isEmpty();
  }

  @Test
  void saysOnceThatNothingIsKnownAfterThreeIntervals() {
    Watching it = watched(3, 2);
    it.check(THROTTLED);
    assertThat(it.after(Duration.ofMinutes(45)).apply(new LookedAt(START))).isEmpty();
    assertThat(it.after(Duration.ofMillis(1)).apply(new LookedAt(START)))
        .containsExactly(new WentStale(START, List.of(ADA)));
    assertThat(it.health.phase()).isEqualTo(Phase.UNKNOWN);
    assertThat(it.after(HOUR).apply(new LookedAt(START))).isEmpty();
    it.check(INCONCLUSIVE);
    assertThat(it.health.stale()).isTrue();
    it.pass();
    assertThat(it.health.stale()).isFalse();
    assertThat(it.after(HOUR).apply(new LookedAt(START))).hasSize(1);
  }

  @Test
  void takesNoSilenceFromBeforeItBeganToCheck() {
    Watching it = watched(3, 2);
    it.after(Duration.ofDays(3));
    assertThat(it.apply(new LookedAt(it.now.minus(Duration.ofMinutes(45))))).isEmpty();
    assertThat(it.apply(new LookedAt(it.now.minus(Duration.ofMinutes(46)))))
        .containsExactly(new WentStale(START, List.of(ADA)));
  }

  @Test
  void takesNoSilenceFromOneThatIsNotWatchedOrIsMuted() {
    Watching disabled = in(Phase.DISABLED);
    assertThat(disabled.after(Duration.ofDays(3)).apply(new LookedAt(START))).isEmpty();
    Watching muted = watched(3, 2);
    muted.apply(mute(muted, Duration.ofDays(3)));
    assertThat(muted.after(Duration.ofDays(2)).apply(new LookedAt(START))).isEmpty();
    assertThat(muted.after(Duration.ofDays(1)).apply(new LookedAt(START))).hasSize(1);
  }

  @Test
  void isPatientForLongerWhileItsCredentialsAreRefused() {
    Watching it = watched(9, 2);
    for (int count = 0; count < 3; count++) {
      it.check(failed(Category.AUTHENTICATION));
    }
    assertThat(it.after(HOUR.multipliedBy(3)).apply(new LookedAt(START))).isEmpty();
    assertThat(it.after(Duration.ofMillis(1)).apply(new LookedAt(START))).hasSize(1);
  }

  @Test
  void countsRefusedCredentialsOnlyInARow() {
    Watching it = watched(9, 2);
    it.check(failed(Category.AUTHENTICATION));
    it.check(failed(Category.AUTHENTICATION));
    it.check(THROTTLED);
    assertThat(it.health.authentications()).isEqualTo(2);
    it.check(failed(Category.TLS));
    assertThat(it.health.authentications()).isZero();
  }

  @Test
  void makesUpForAClockThatWasSetBack() {
    Watching it = watched(3, 2);
    it.pass();
    it.after(Duration.ofDays(-1)).apply(new LookedAt(START));
    assertThat(it.health.conclusive()).isEqualTo(it.now);
    assertThat(it.after(HOUR).apply(new LookedAt(START.minus(Duration.ofDays(2))))).hasSize(1);
  }

  private static Watching down(int recoverAfter) {
    Watching it = watched(1, recoverAfter);
    it.fail();
    return it;
  }

  private static Watching in(Phase phase) {
    Watching it = watched(phase == Phase.FAILING ? 2 : 1, 2);
    switch (phase) {
      case DISABLED -> it.apply(new Unwatched("It was disabled."));
      case UNKNOWN -> {}
      case UP -> it.pass();
      case FAILING, DOWN -> it.fail();
      case RECOVERING -> {
        it.fail();
        it.pass();
      }
    }
    assertThat(it.health.phase()).isEqualTo(phase);
    return it;
  }

  private static Muted mute(Watching it, Duration time) {
    return new Muted(new Mute(it.now.plus(time), "ada", "We move the product."));
  }

  private static HealthPolicy settings(String identity) {
    return policy(3, 2, Duration.ofHours(4), List.of(ADA), identity);
  }

  private static HealthPolicy recipients(String... recipients) {
    return policy(1, 1, Duration.ofHours(4), List.of(recipients), "one");
  }
}
