// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import static io.sallyport.runtime.health.Watching.ADA;
import static io.sallyport.runtime.health.Watching.PASSED;
import static io.sallyport.runtime.health.Watching.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.health.CheckOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);

  @ParameterizedTest
  @ValueSource(
      strings = {"America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca"})
  void keepsItsDistanceWhenTheClocksOfAZoneChange(String zone) {
    List<Instant> changes = new ArrayList<>();
    ZoneOffsetTransition change =
        ZoneId.of(zone).getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z"));
    for (int count = 0; count < 4; count++) {
      changes.add(change.getInstant());
      change = ZoneId.of(zone).getRules().nextTransition(change.getInstant());
    }
    assertThat(changes).doesNotHaveDuplicates();
    changes.forEach(TimingTest::assertEvenAround);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2028-02-29T00:00:00Z",
        "2028-03-01T00:00:00Z",
        "2026-03-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
        "2017-01-01T00:00:00Z"
      })
  void keepsItsDistanceAtTheEndsOfYearsAndOfFebruary(String moment) {
    assertEvenAround(Instant.parse(moment));
  }

  private static void assertEvenAround(Instant moment) {
    Random random = new Random(moment.getEpochSecond());
    for (Duration interval :
        List.of(Duration.ofSeconds(30), QUARTER, Duration.ofHours(1), Duration.ofHours(24))) {
      Instant due = next("crm", interval, moment.minus(interval.multipliedBy(6)));
      for (int count = 0; count < 12; count++) {
        Instant ended = due.plusMillis(random.nextInt(1_001));
        Instant following = next("crm", interval, ended);
        assertThat(Duration.between(due, following))
            .as("after the check of %s that ended at %s", due, ended)
            .isEqualTo(interval);
        due = following;
      }
      assertThat(due).isAfter(moment);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "P1D", "P-1D"})
  void isNeverFarAwayAfterAClockWasSet(Duration step) {
    for (Duration interval :
        List.of(Duration.ofSeconds(30), QUARTER, Duration.ofHours(1), Duration.ofHours(24))) {
      for (int name = 0; name < 200; name++) {
        Instant now = next("crm-" + name, interval, NOON).plus(step);
        Instant due = next("crm-" + name, interval, now);
        assertThat(due)
            .isAfter(now.plus(interval.dividedBy(4)))
            .isBeforeOrEqualTo(now.plus(interval).plus(interval.dividedBy(4)));
        assertThat(next("crm-" + name, interval, due)).isEqualTo(due.plus(interval));
      }
    }
  }

  @Test
  void spreadsConnectionsEvenlyOverAMinute() {
    int[] regular = new int[60];
    int[] first = new int[60];
    HealthPolicy policy = policy(Duration.ofMinutes(1));
    for (int name = 0; name < 10_000; name++) {
      Instant due = next("connection-" + name, Duration.ofMinutes(1), NOON);
      regular[(int) Math.floorMod(due.getEpochSecond(), 60L)]++;
      Instant start = Timing.first("connection-" + name, policy, 10_000, NOON);
      first[(int) Duration.between(NOON, start).toSeconds()]++;
    }
    for (int count : regular) {
      assertThat(count).isBetween(1, 10_000 * 3 / 2 / 60);
    }
    for (int count : first) {
      assertThat(count).isBetween(1, 10_000 * 3 / 2 / 60);
    }
  }

  @Test
  void givesTheSameNameTheSamePlaceWheneverItIsAsked() {
    Instant due = next("crm", QUARTER, NOON);
    for (int second = 0; second < 3_600; second += 7) {
      Instant other = next("crm", QUARTER, NOON.plusSeconds(second));
      assertThat(Duration.between(due, other).toMillis() % QUARTER.toMillis()).isZero();
    }
    assertThat(next("erp", QUARTER, NOON)).isNotEqualTo(due);
    // The same in every process and on every machine, so it is written down here.
    assertThat(Timing.first("crm", policy(QUARTER), 10_000, NOON))
        .isEqualTo(NOON.plusMillis(50_681));
  }

  @Test
  void beginsSoonTheFewerTheSoonerAndAtLeastWithinAnInterval() {
    for (int name = 0; name < 1_000; name++) {
      assertThat(Timing.first("crm-" + name, policy(Duration.ofHours(24)), 1, NOON))
          .isBetween(NOON, NOON.plusMillis(1_999));
      assertThat(Timing.first("crm-" + name, policy(Duration.ofHours(24)), 1_000, NOON))
          .isBetween(NOON, NOON.plusMillis(5_999));
      assertThat(Timing.first("crm-" + name, policy(Duration.ofSeconds(5)), 10_000, NOON))
          .isBetween(NOON, NOON.plusMillis(4_999));
    }
  }

  @Test
  void looksAgainSoonWhileItIsNotCertain() {
    Watching it = Watching.watched(2, 2);
    it.fail();
    assertThat(next(it)).isEqualTo(it.now.plus(Duration.ofMinutes(1)));
    it.fail();
    assertThat(next(it)).isEqualTo(next("crm", QUARTER, it.now));
    it.pass();
    assertThat(next(it)).isEqualTo(it.now.plus(Duration.ofMinutes(1)));
    it.pass();
    assertThat(next(it)).isEqualTo(next("crm", QUARTER, it.now));
  }

  @Test
  void doesNotWaitLongerThanUsualForARetry() {
    HealthPolicy policy =
        new HealthPolicy(
            QUARTER, Duration.ofHours(9), 2, 2, Duration.ZERO, List.of(ADA), "identity");
    Watching it = Watching.watched(2, 2);
    it.policy = policy;
    it.fail();
    assertThat(next(it)).isEqualTo(next("crm", QUARTER, it.now));
  }

  @Test
  void looksLessOftenAfterThreeRefusalsOfTheCredentialsInARow() {
    Watching it = Watching.watched(9, 2);
    for (int count = 0; count < 2; count++) {
      it.check(failed(Category.AUTHENTICATION));
      assertThat(next(it)).isEqualTo(it.now.plus(Duration.ofMinutes(1)));
    }
    it.check(failed(Category.AUTHENTICATION));
    assertThat(it.health.phase()).isEqualTo(Phase.FAILING);
    assertThat(next(it)).isAfter(it.now.plus(QUARTER));
    Instant due = next(it);
    it.now = due;
    assertThat(next(it)).isEqualTo(due.plus(QUARTER.multipliedBy(4)));
    it.check(failed(Category.TLS));
    assertThat(next(it)).isEqualTo(it.now.plus(Duration.ofMinutes(1)));
  }

  @Test
  void givesAProductTheTimeItAsksForButNoMoreThanADay() {
    Instant regular = next("crm", QUARTER, NOON);
    assertThat(throttled(Optional.empty())).isEqualTo(regular);
    assertThat(throttled(Optional.of(Duration.ofSeconds(1)))).isEqualTo(regular);
    assertThat(throttled(Optional.of(Duration.ofHours(-1)))).isEqualTo(regular);
    assertThat(throttled(Optional.of(Duration.ofHours(7))))
        .isEqualTo(NOON.plus(Duration.ofHours(7)));
    assertThat(throttled(Optional.of(Duration.ofDays(30))))
        .isEqualTo(NOON.plus(Duration.ofHours(24)));
    assertThat(throttled(Optional.of(Duration.ofSeconds(Long.MAX_VALUE))))
        .isEqualTo(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void returnsToItsPlaceAfterALateCheck() {
    Instant due = next("crm", QUARTER, NOON);
    assertThat(next("crm", QUARTER, due.plus(Duration.ofMinutes(11)))).isEqualTo(due.plus(QUARTER));
    // Less than a quarter of the interval after this one it would be too soon.
    assertThat(next("crm", QUARTER, due.plus(Duration.ofMinutes(12))))
        .isEqualTo(due.plus(QUARTER.multipliedBy(2)));
    assertThat(next("crm", QUARTER, due.plus(Duration.ofDays(3)).plusSeconds(40)))
        .isEqualTo(due.plus(Duration.ofDays(3)).plus(QUARTER));
  }

  private static Instant throttled(Optional<Duration> retryAfter) {
    return Timing.next("crm", Health.none(NOON), policy(QUARTER), new Throttled(retryAfter), NOON);
  }

  private static Instant next(Watching it) {
    return Timing.next("crm", it.health, it.policy, PASSED, it.now);
  }

  private static Instant next(String name, Duration interval, Instant now) {
    return Timing.next(name, Health.none(now), policy(interval), PASSED, now);
  }

  private static HealthPolicy policy(Duration interval) {
    return new HealthPolicy(
        interval, Duration.ofMinutes(1), 3, 2, Duration.ZERO, List.of(ADA), "identity");
  }
}
