// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is remembered of one connection.
 *
 * @param since when the phase began
 * @param failures how many checks in a row have failed, while FAILING or DOWN; else 0
 * @param successes how many in a row have passed, while RECOVERING; else 0
 * @param authentications how many in a row have failed of the credentials
 * @param slot the last check whose outcome is in here; a check's number is greater than those
 *     before
 * @param conclusive when a check last came to a conclusion; before the first, when watching began
 * @param stale whether that is too long ago, and somebody has been told
 * @param incidents how many there have been
 * @param incident the open one: present exactly while DOWN or RECOVERING
 * @param mute present from when it is asked for until the first event after its end
 * @param identity of the settings that the counters are about
 */
public record Health(
    Phase phase,
    Instant since,
    int failures,
    int successes,
    int authentications,
    long slot,
    Instant conclusive,
    boolean stale,
    int incidents,
    Optional<Incident> incident,
    Optional<Mute> mute,
    String identity) {

  /** Nothing is known and nothing is watched. */
  public static Health none(Instant now) {
    return new Health(
        Phase.DISABLED, now, 0, 0, 0, 0, now, false, 0, Optional.empty(), Optional.empty(), "");
  }

  /** Whether somebody has asked for silence that still holds. */
  public boolean isMuted(Instant now) {
    return mute.filter(each -> each.until().isAfter(now)).isPresent();
  }

  Health phase(Phase next, Instant now) {
    return next == phase
        ? this
        : but(
            draft -> {
              draft.phase = next;
              draft.since = now;
            });
  }

  Health counts(int failed, int passed, int refused) {
    return but(
        draft -> {
          draft.failures = failed;
          draft.successes = passed;
          draft.authentications = refused;
        });
  }

  Health slot(long applied) {
    return but(draft -> draft.slot = applied);
  }

  Health heard(Instant when, boolean tooLongAgo) {
    return but(
        draft -> {
          draft.conclusive = when;
          draft.stale = tooLongAgo;
        });
  }

  Health incident(Optional<Incident> next) {
    return but(
        draft -> {
          draft.incident = next;
          draft.incidents = next.map(Incident::number).orElse(incidents);
        });
  }

  Health mute(Optional<Mute> next) {
    return but(draft -> draft.mute = next);
  }

  Health identity(String next) {
    return but(draft -> draft.identity = next);
  }

  private Health but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.health();
  }

  /** A copy on the way to another state. */
  private static final class Draft {
    private Phase phase;
    private Instant since;
    private int failures;
    private int successes;
    private int authentications;
    private long slot;
    private Instant conclusive;
    private boolean stale;
    private int incidents;
    private Optional<Incident> incident;
    private Optional<Mute> mute;
    private String identity;

    private Draft(Health health) {
      this.phase = health.phase;
      this.since = health.since;
      this.failures = health.failures;
      this.successes = health.successes;
      this.authentications = health.authentications;
      this.slot = health.slot;
      this.conclusive = health.conclusive;
      this.stale = health.stale;
      this.incidents = health.incidents;
      this.incident = health.incident;
      this.mute = health.mute;
      this.identity = health.identity;
    }

    private Health health() {
      return new Health(
          phase,
          since,
          failures,
          successes,
          authentications,
          slot,
          conclusive,
          stale,
          incidents,
          incident,
          mute,
          identity);
    }
  }
}
