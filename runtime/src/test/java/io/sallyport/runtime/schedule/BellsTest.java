// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BellsTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final BlockingQueue<String> rung = new ArrayBlockingQueue<>(1_000);

  private String next() throws InterruptedException {
    String name = rung.poll(10, TimeUnit.SECONDS);
    return name == null ? "nothing rings" : name;
  }

  private Duration ring(String name, Duration again) {
    rung.add(name);
    return again;
  }

  @Test
  void ringsAgainWhenItsRingerHasAskedForIt() throws InterruptedException {
    try (Bells bells =
        new Bells(
            name -> ring(name, Duration.ofMillis(10)), 4, name -> Duration.ZERO, step -> {})) {
      bells.set(Map.of("a", LONG));

      assertThat(List.of(next(), next(), next())).containsExactly("a", "a", "a");
    }
  }

  @Test
  void ringsAfterItsIntervalAlthoughItsRingerHasFailed() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    try (Bells bells =
        new Bells(
            name -> {
              rung.add(name + count.incrementAndGet());
              throw new IllegalStateException("a fault of the ringer");
            },
            4,
            name -> Duration.ZERO,
            step -> {})) {
      bells.set(Map.of("a", Duration.ofMillis(50)));

      assertThat(List.of(next(), next())).containsExactly("a1", "a2");
    }
  }

  @Test
  void neverRingsOneBellTwiceAtATime() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    try (Bells bells =
        new Bells(
            name -> {
              rung.add(name);
              if (name.equals("slow")) {
                awaitQuietly(release);
              }
              return name.equals("slow") ? LONG : Duration.ofMillis(20);
            },
            4,
            name -> Duration.ZERO,
            step -> {})) {
      bells.set(Map.of("slow", Duration.ofMillis(5), "quick", LONG));

      List<String> heard = new ArrayList<>();
      for (int count = 0; count < 10; count++) {
        heard.add(next());
      }
      release.countDown();

      assertThat(heard).containsOnlyOnce("slow").contains("quick");
    }
  }

  @Test
  void aBellThatIsTakenAwayRingsNoMore() throws InterruptedException {
    try (Bells bells =
        new Bells(name -> ring(name, Duration.ofMillis(5)), 4, name -> Duration.ZERO, step -> {})) {
      bells.set(Map.of("a", LONG, "b", LONG));
      next();

      bells.set(Map.of("b", LONG));
      while (!next().equals("b")) {
        // What was on its way is let go by.
      }
      rung.clear();

      assertThat(List.of(next(), next(), next())).containsOnly("b");
    }
  }

  @Test
  void aBellThatStaysKeepsItsTimeWhenOthersComeAndGo() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    try (Bells bells =
        new Bells(
            name -> ring(name, LONG),
            4,
            name -> {
              if (name.equals("kept")) {
                asked.incrementAndGet();
              }
              return Duration.ZERO;
            },
            step -> {})) {
      bells.set(Map.of("kept", LONG));
      next();

      bells.set(Map.of("kept", LONG, "new", LONG));

      assertThat(next()).isEqualTo("new");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void allRingAnewWhenTheClockWasSet() throws InterruptedException {
    AtomicLong wall = new AtomicLong(Instant.parse("2026-11-26T12:00:00Z").getEpochSecond());
    List<Duration> told = new ArrayList<>();
    try (Bells bells =
        new Bells(
            name -> ring(name, LONG),
            4,
            name -> Duration.ZERO,
            told::add,
            new ClockSteps(() -> Instant.ofEpochSecond(wall.get()), () -> 0))) {
      bells.set(Map.of("a", LONG));
      next();

      wall.addAndGet(-Duration.ofDays(1).toSeconds());

      assertThat(next()).isEqualTo("a");
      assertThat(told).containsExactly(Duration.ofDays(-1));
    }
  }

  @Test
  void anHourOfTheClockThatTookAnHourIsNoStep() {
    long[] seconds = {0, 0};
    ClockSteps steps =
        new ClockSteps(
            () -> Instant.ofEpochSecond(seconds[0]),
            () -> Duration.ofSeconds(seconds[1]).toNanos());

    seconds[0] += 3_600;
    seconds[1] += 3_598;
    assertThat(steps.look()).isEmpty();

    seconds[0] += 3_600;
    assertThat(steps.look()).contains(Duration.ofHours(1));
    assertThat(steps.look()).isEmpty();
  }

  @Test
  void whatIsUnderWayMayEndAfterSilence() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    try (Bells bells =
        new Bells(
            name -> {
              rung.add(name);
              awaitQuietly(release);
              return LONG;
            },
            4,
            name -> Duration.ZERO,
            step -> {})) {
      bells.set(Map.of("a", LONG));
      next();

      bells.silence();
      assertThat(bells.await(Duration.ofMillis(20))).isFalse();
      release.countDown();

      assertThat(bells.await(Duration.ofSeconds(10))).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
