// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.CheckOutcome.Passed;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a connection's health: a function of what was, of what happened, and of the time.
 * Whoever applies an event twice gets nothing new the second time.
 */
public final class HealthMachine {

  /** After so many failures of the credentials in a row it is checked less often. */
  static final int CAREFUL_AFTER = 3;

  /** Without a conclusion for so many intervals, nobody knows any more. */
  private static final int STALE_AFTER = 3;

  /** However short the interval is: a product that asks for a pause of a minute is no news. */
  static final Duration STALE_AT_LEAST = Duration.ofMinutes(2);

  /** What is remembered from now on, and who must be told. */
  public record Step(Health health, List<HealthEffect> effects) {}

  /**
   * One step.
   *
   * @param policy as it is now; it takes effect by events alone
   */
  public static Step step(Health before, HealthPolicy policy, HealthEvent event, Instant now) {
    return new HealthMachine(policy, now).step(ended(before, now), event);
  }

  private final HealthPolicy policy;
  private final Instant now;
  private final List<HealthEffect> effects = new ArrayList<>();

  private HealthMachine(HealthPolicy policy, Instant now) {
    this.policy = policy;
    this.now = now;
  }

  /** A mute that is over is forgotten, and a clock that was set back is made up for. */
  private static Health ended(Health health, Instant now) {
    Health awake = health.isMuted(now) ? health : health.mute(Optional.empty());
    return awake.conclusive().isAfter(now) ? awake.heard(now, awake.stale()) : awake;
  }

  private Step step(Health health, HealthEvent event) {
    Health next = health;
    if (event instanceof Checked checked) {
      // What ends after a later one, or after watching has ended, is no news.
      if (checked.slot() > health.slot()) {
        Health counted = health.slot(checked.slot());
        next = health.phase() == Phase.DISABLED ? counted : checked(counted, checked.outcome());
      }
    } else if (event instanceof Tried tried) {
      if (health.phase() == Phase.DOWN && tried.outcome() instanceof Passed) {
        next = passed(health);
      }
    } else if (event instanceof Watched) {
      next = watched(health);
    } else if (event instanceof Unwatched unwatched) {
      next = unwatched(health, unwatched.reason());
    } else if (event instanceof Muted muted) {
      next = ended(health.mute(Optional.of(muted.mute())), now);
    } else if (event instanceof Unmuted) {
      next = health.mute(Optional.empty());
    } else if (event instanceof LookedAt look) {
      next = lookedAt(health, look.from());
    }
    return new Step(next, List.copyOf(effects));
  }

  private Health checked(Health health, CheckOutcome outcome) {
    if (outcome instanceof Passed) {
      return passed(health.heard(now, false));
    }
    if (outcome instanceof Failed failed) {
      return failed(health.heard(now, false), failed);
    }
    return health;
  }

  private Health passed(Health health) {
    return switch (health.phase()) {
      case DISABLED, UP -> health;
      case UNKNOWN, FAILING -> health.counts(0, 0, 0).phase(Phase.UP, now);
      case DOWN, RECOVERING -> {
        int successes = health.successes() + 1;
        Health better = health.counts(0, successes, 0).phase(Phase.RECOVERING, now);
        yield successes < policy.recoverAfter() ? better : recovered(better);
      }
    };
  }

  private Health recovered(Health health) {
    health
        .incident()
        .filter(incident -> !incident.recipients().isEmpty())
        .ifPresent(
            incident ->
                effects.add(new Recovered(incident, health.since(), incident.recipients())));
    return health.incident(Optional.empty()).counts(0, 0, 0).phase(Phase.UP, now);
  }

  private Health failed(Health health, Failed failed) {
    int refused = failed.category() == Category.AUTHENTICATION ? health.authentications() + 1 : 0;
    int failures = health.failures() + 1;
    if (health.incident().isPresent()) {
      Incident incident = health.incident().get().failedAgain();
      return health
          .counts(failures, 0, refused)
          .phase(Phase.DOWN, now)
          .incident(Optional.of(told(incident, failed, health.isMuted(now))));
    }
    Health failing = health.counts(failures, 0, refused).phase(Phase.FAILING, now);
    if (failures < policy.afterFailures()) {
      return failing;
    }
    Incident incident =
        new Incident(
            health.incidents() + 1,
            failing.since(),
            now,
            failures,
            List.of(),
            now.plus(policy.reminder()),
            0,
            Optional.empty());
    return failing
        .phase(Phase.DOWN, now)
        .incident(Optional.of(told(incident, failed, health.isMuted(now))));
  }

  /** Tells whoever does not know yet, and reminds, when it is time, whoever does. */
  private Incident told(Incident incident, Failed failed, boolean muted) {
    if (muted) {
      return incident;
    }
    List<String> reminded =
        incident.recipients().stream().filter(policy.recipients()::contains).toList();
    Incident after = reminded(incident, failed, reminded);
    List<String> unaware =
        policy.recipients().stream().filter(each -> !incident.recipients().contains(each)).toList();
    if (unaware.isEmpty()) {
      return after;
    }
    Incident reported = after.reportedTo(unaware);
    effects.add(new Opened(reported, failed, unaware));
    return reported;
  }

  private Incident reminded(Incident incident, Failed failed, List<String> recipients) {
    Duration reminder = policy.reminder();
    if (reminder.isZero()) {
      return incident;
    }
    Duration half = reminder.dividedBy(2);
    if (now.isBefore(incident.nextReminder())) {
      // Further away than that it is only by another policy, or because the clock was set back.
      Instant latest = now.plus(reminder);
      return incident.nextReminder().isAfter(latest.plus(half))
          ? incident.reminded(incident.reminders(), latest)
          : incident;
    }
    Instant first = incident.openedAt().plus(reminder);
    if (now.isBefore(first) && !now.isBefore(incident.openedAt())) {
      // Another policy has asked for it sooner, or for none; by itself it sends nothing.
      return incident.reminded(incident.reminders(), first);
    }
    // Of several that are due at once, after a mute or a pause, only the last one is told.
    long elapsed = Math.max(1, Duration.between(incident.openedAt(), now).dividedBy(reminder));
    int count = (int) Math.min(Integer.MAX_VALUE, Math.max(elapsed, incident.reminders() + 1L));
    Instant aligned = incident.openedAt().plus(reminder.multipliedBy(elapsed + 1));
    // One that comes late is not followed closely by the next.
    Instant next = aligned.isBefore(now.plus(half)) ? aligned.plus(reminder) : aligned;
    Incident after = incident.reminded(count, next);
    if (!recipients.isEmpty()) {
      effects.add(new Reminded(after, failed, count, recipients));
    }
    return after;
  }

  private Health watched(Health health) {
    if (health.phase() == Phase.DISABLED) {
      return health
          .identity(policy.identity())
          .counts(0, 0, 0)
          .heard(now, false)
          .phase(Phase.UNKNOWN, now);
    }
    if (health.identity().equals(policy.identity())) {
      return health;
    }
    Health anew = health.identity(policy.identity()).counts(0, 0, 0);
    return health
        .incident()
        .map(
            incident ->
                anew.phase(Phase.DOWN, now)
                    .incident(
                        Optional.of(incident.noted("Its settings were changed at " + now + "."))))
        .orElseGet(() -> anew.phase(Phase.UNKNOWN, now));
  }

  private Health unwatched(Health health, String reason) {
    if (health.phase() == Phase.DISABLED) {
      return health;
    }
    health
        .incident()
        .filter(incident -> !incident.recipients().isEmpty())
        .ifPresent(incident -> effects.add(new Closed(incident, reason, incident.recipients())));
    return health
        .incident(Optional.empty())
        .counts(0, 0, 0)
        .heard(health.conclusive(), false)
        .phase(Phase.DISABLED, now);
  }

  private Health lookedAt(Health health, Instant from) {
    Duration intervals = Timing.interval(health, policy).multipliedBy(STALE_AFTER);
    Duration patience = intervals.compareTo(STALE_AT_LEAST) > 0 ? intervals : STALE_AT_LEAST;
    Instant silentSince = from.isAfter(health.conclusive()) ? from : health.conclusive();
    boolean tooLongAgo = silentSince.plus(patience).isBefore(now);
    if (health.phase() == Phase.DISABLED || health.stale() || !tooLongAgo || health.isMuted(now)) {
      return health;
    }
    effects.add(new WentStale(health.conclusive(), policy.recipients()));
    return health.heard(health.conclusive(), true);
  }
}
