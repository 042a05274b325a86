// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import static io.sallyport.runtime.health.Watching.ADA;
import static io.sallyport.runtime.health.Watching.BEN;
import static io.sallyport.runtime.health.Watching.INCONCLUSIVE;
import static io.sallyport.runtime.health.Watching.PASSED;
import static io.sallyport.runtime.health.Watching.THROTTLED;
import static io.sallyport.runtime.health.Watching.failed;

import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Inconclusive;
import io.sallyport.runtime.health.CheckOutcome.Throttled;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.Reminded;
import io.sallyport.runtime.health.HealthEffect.WentStale;
import io.sallyport.runtime.health.HealthEvent.Checked;
import io.sallyport.runtime.health.HealthEvent.LookedAt;
import io.sallyport.runtime.health.HealthEvent.Muted;
import io.sallyport.runtime.health.HealthEvent.Tried;
import io.sallyport.runtime.health.HealthEvent.Unmuted;
import io.sallyport.runtime.health.HealthEvent.Unwatched;
import io.sallyport.runtime.health.HealthEvent.Watched;
import io.sallyport.runtime.health.HealthMachine.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What may happen to a connection, chosen by a seed, and what must hold all the while. */
final class RandomHistory {

  /** The machine, or one that is broken. */
  interface Machine {
    Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now);
  }

  private static final int EVENTS = 60;
  private static final int MOST = 4;
  private static final List<List<String>> RECIPIENTS =
      List.of(List.of(ADA), List.of(ADA, BEN), List.of(BEN), List.of());
  private static final List<Duration> REMINDERS =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(4));

  private final long seed;
  private final Random random;
  private final Machine machine;
  private final List<Checked> checks = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final Map<String, Instant> reminded = new HashMap<>();
  private HealthPolicy policy;
  private Instant now = Watching.START;
  private Health health = Health.none(now);
  private long slot;
  private int played;

  RandomHistory(long seed, Machine machine) {
    this.seed = seed;
    this.random = new Random(seed);
    this.machine = machine;
    this.policy = anyPolicy();
  }

  Phase phase() {
    return health.phase();
  }

  List<String> kinds() {
    return List.copyOf(kinds);
  }

  void play() {
    apply(new Watched());
    for (; played < EVENTS; played++) {
      pass();
      apply(anyEvent());
    }
    replay();
    leadsToAMail();
  }

  private void pass() {
    int choice = random.nextInt(40);
    switch (choice) {
      case 0 -> step(Duration.ofHours(1));
      case 1 -> step(Duration.ofHours(-1));
      case 2 -> step(Duration.ofDays(1));
      case 3 -> step(Duration.ofDays(-1));
      case 4 -> now = now.plus(Duration.ofHours(5));
      default -> now = now.plusSeconds(1 + random.nextInt(1_800));
    }
  }

  private void step(Duration by) {
    now = now.plus(by);
    reminded.clear();
  }

  private HealthEvent anyEvent() {
    int choice = random.nextInt(100);
    if (choice < 66) {
      return anyCheck();
    }
    if (choice < 72) {
      return new Tried(anyOutcome());
    }
    if (choice < 75) {
      return new Muted(new Mute(now.plusSeconds(random.nextInt(20_000)), "ada", "We move it."));
    }
    if (choice < 78) {
      return new Unmuted();
    }
    if (choice < 84) {
      policy = anyPolicy();
      reminded.clear();
      return new Watched();
    }
    if (choice < 87) {
      return new Watched();
    }
    return choice < 89
        ? new Unwatched("It was disabled.")
        : new LookedAt(now.minusSeconds(random.nextInt(20_000)));
  }

  private Checked anyCheck() {
    int choice = random.nextInt(10);
    if (choice == 0 && !checks.isEmpty()) {
      return checks.get(random.nextInt(checks.size()));
    }
    slot += choice == 1 ? 3 : 1;
    // One that overtakes another has left a number behind for that one to come with too late.
    long number = choice == 2 ? Math.max(1, slot - 2) : slot;
    Checked check = new Checked(number, anyOutcome());
    checks.add(check);
    return check;
  }

  private CheckOutcome anyOutcome() {
    // Runs of the same kind, as otherwise nothing would stay down or come up.
    boolean bad = played / 10 % 2 == seed % 2;
    int choice = random.nextInt(20);
    if (choice == 0) {
      return THROTTLED;
    }
    if (choice == 1) {
      return INCONCLUSIVE;
    }
    Category[] categories = Category.values();
    return (choice < 5) == bad ? PASSED : failed(categories[random.nextInt(categories.length)]);
  }

  private HealthPolicy anyPolicy() {
    return new HealthPolicy(
        Duration.ofMinutes(5L + random.nextInt(20)),
        Duration.ofMinutes(1),
        1 + random.nextInt(MOST),
        1 + random.nextInt(MOST),
        REMINDERS.get(random.nextInt(REMINDERS.size())),
        RECIPIENTS.get(random.nextInt(RECIPIENTS.size())),
        random.nextInt(4) == 0 ? "two" : "one");
  }

  private void apply(HealthEvent event) {
    Health before = health;
    Step step = machine.step(before, policy, event, now);
    health = step.health();
    step.effects().forEach(effect -> heard(effect, event));
    bounds(before, event);
    incidents(before, event);
    if (event instanceof Checked checked) {
      silence(before, checked, step);
    }
    // For a try by hand as well: what it could change, it has changed, so that now it is either
    // RECOVERING or UP. It counts again only after another failure.
    Step again = machine.step(health, policy, event, now);
    require(
        again.health().equals(health) && again.effects().isEmpty(),
        event instanceof Checked
            ? "a check that was applied already changes nothing"
            : "an event that comes twice changes nothing the second time",
        event);
  }

  private void heard(HealthEffect effect, HealthEvent event) {
    kinds.add(effect.getClass().getSimpleName());
    require(
        effect instanceof WentStale || !effect.recipients().isEmpty(),
        "there is somebody to tell",
        event);
    require(
        new HashSet<>(effect.recipients()).size() == effect.recipients().size(),
        "nobody is told the same twice",
        event);
    if (effect instanceof WentStale) {
      return;
    }
    for (String recipient : effect.recipients()) {
      heard(effect, number(effect) + " to " + recipient, event);
    }
  }

  private void heard(HealthEffect effect, String key, HealthEvent event) {
    require(!over.contains(key), "nobody hears of an incident that has ended", event);
    if (effect instanceof Opened) {
      require(told.add(key), "everybody hears once that it began", event);
      return;
    }
    require(told.contains(key), "whoever hears of it has heard of it before", event);
    if (effect instanceof Reminded) {
      Instant last = reminded.put(key, now);
      // They keep to the times of the incident, so one that was late is followed by one in time,
      // but never by one that comes less than half a reminder after it.
      require(
          last == null
              || Duration.between(last, now).compareTo(policy.reminder().dividedBy(2)) >= 0,
          "reminders are apart",
          event);
    } else {
      over.add(key);
    }
  }

  private static int number(HealthEffect effect) {
    if (effect instanceof Opened opened) {
      return opened.incident().number();
    }
    if (effect instanceof Reminded reminder) {
      return reminder.incident().number();
    }
    if (effect instanceof HealthEffect.Recovered recovered) {
      return recovered.incident().number();
    }
    return ((HealthEffect.Closed) effect).incident().number();
  }

  private void bounds(Health before, HealthEvent event) {
    boolean failing = health.phase() == Phase.FAILING;
    boolean down = health.phase() == Phase.DOWN;
    boolean recovering = health.phase() == Phase.RECOVERING;
    int most = health.failures();
    boolean bounded =
        (failing ? most >= 1 && most < MOST : down ? most >= 0 : most == 0)
            && (recovering
                ? health.successes() >= 1 && health.successes() < MOST
                : health.successes() == 0)
            && health.authentications() >= 0
            && health.authentications() <= health.failures()
            && !health.conclusive().isAfter(now);
    require(bounded, "the counters are within their bounds", event);
    if (failing && event instanceof Checked checked && checked.slot() > before.slot()) {
      require(
          !(checked.outcome() instanceof Failed) || most < policy.afterFailures(),
          "whoever fails often enough is down",
          event);
    }
  }

  private void incidents(Health before, HealthEvent event) {
    require(
        health.incident().isPresent() == health.phase().hasIncident(),
        "there is an incident exactly while it is down or recovering",
        event);
    int number = health.incident().map(Incident::number).orElse(health.incidents());
    require(number == health.incidents(), "the open incident is the last one", event);
    boolean opened = before.incident().isEmpty() && health.incident().isPresent();
    require(
        health.incidents() == before.incidents() + (opened ? 1 : 0),
        "numbers of incidents rise by one",
        event);
  }

  private void silence(Health before, Checked event, Step step) {
    if (event.outcome() instanceof Throttled || event.outcome() instanceof Inconclusive) {
      Health same = step.health().slot(before.slot());
      require(
          step.effects().isEmpty() && same.equals(awake(before)),
          "what says nothing changes nothing but the number",
          event);
    }
  }

  /** What time alone makes of it: a mute ends, and nothing has happened in the future. */
  private Health awake(Health before) {
    Health unmuted = before.isMuted(now) ? before : before.mute(Optional.empty());
    return unmuted.conclusive().isAfter(now) ? unmuted.heard(now, unmuted.stale()) : unmuted;
  }

  private void replay() {
    Health before = health;
    for (Checked check : checks) {
      if (check.slot() <= before.slot()) {
        Step step = machine.step(health, policy, check, now);
        require(
            step.health().equals(before) && step.effects().isEmpty(),
            "a check that was applied already changes nothing",
            check);
      }
    }
  }

  private void leadsToAMail() {
    if (health.phase() == Phase.DISABLED || health.isMuted(now)) {
      return;
    }
    for (int count = 0; count < policy.afterFailures(); count++) {
      now = now.plusSeconds(60);
      apply(new Checked(++slot, failed(Category.HTTP_5XX)));
    }
    for (String recipient : policy.recipients()) {
      require(
          told.contains(health.incidents() + " to " + recipient) && health.incident().isPresent(),
          "a failure that lasts leads to a mail",
          new LookedAt(now));
    }
  }

  private void require(boolean holds, String promise, HealthEvent event) {
    if (!holds) {
      throw new AssertionError(
          "seed "
              + seed
              + ", event "
              + played
              + ": not so: "
              + promise
              + "; "
              + event
              + " at "
              + now
              + " has led to "
              + health
              + " by "
              + policy);
    }
  }
}
