// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import io.sallyport.runtime.health.CheckOutcome.Throttled;
import java.time.Duration;
import java.time.Instant;

/** When a connection is checked next. Time spans, never the time of a day: no zone has a say. */
public final class Timing {

  /** How much less often it is checked while its credentials are refused. */
  private static final int CAREFUL_FACTOR = 4;

  /** How long each of many connections makes the first checks take in all: 167 of them a second. */
  private static final Duration FIRST_EACH = Duration.ofMillis(6);

  private static final Duration FIRST_AT_LEAST_WITHIN = Duration.ofSeconds(2);

  /** However long a product asks for. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

  /**
   * When the first check is due: soon, but not at the same moment as those of all others.
   *
   * @param name the connection's
   * @param among how many connections are watched
   */
  public static Instant first(String name, HealthPolicy policy, int among, Instant now) {
    Duration all = FIRST_EACH.multipliedBy(among);
    Duration within =
        shorter(
            policy.interval(),
            all.compareTo(FIRST_AT_LEAST_WITHIN) > 0 ? all : FIRST_AT_LEAST_WITHIN);
    return now.plusMillis(Math.floorMod(spread(name), Math.max(1, within.toMillis())));
  }

  /** When the next one is due after one that has just ended. */
  public static Instant next(
      String name, Health health, HealthPolicy policy, CheckOutcome outcome, Instant now) {
    Instant regular = regular(name, interval(health, policy), now);
    if (outcome instanceof Throttled throttled) {
      Instant asked =
          now.plus(shorter(throttled.retryAfter().orElse(Duration.ZERO), LONGEST_PAUSE));
      return asked.isAfter(regular) ? asked : regular;
    }
    boolean uncertain = health.phase() == Phase.FAILING || health.phase() == Phase.RECOVERING;
    boolean careful = health.authentications() >= HealthMachine.CAREFUL_AFTER;
    Instant soon = now.plus(policy.retryInterval());
    return uncertain && !careful && soon.isBefore(regular) ? soon : regular;
  }

  /**
   * The time from one check to the next, which is longer while the product refuses the credentials:
   * it may lock the account.
   */
  public static Duration interval(Health health, HealthPolicy policy) {
    return health.authentications() >= HealthMachine.CAREFUL_AFTER
        ? policy.interval().multipliedBy(CAREFUL_FACTOR)
        : policy.interval();
  }

  /** A connection keeps its place in the interval, whatever holds one check up. */
  private static Instant regular(String name, Duration interval, Instant now) {
    long length = Math.max(1, interval.toMillis());
    long earliest = now.toEpochMilli() + length / 4 + 1;
    long offset = Math.floorMod(spread(name), length);
    return Instant.ofEpochMilli(earliest + Math.floorMod(offset - earliest, length));
  }

  /** The same on every machine, and spread evenly. */
  private static long spread(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int index = 0; index < name.length(); index++) {
      hash = (hash ^ name.charAt(index)) * 0x100000001b3L;
    }
    // The low bits of neighbouring names are alike without this.
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Timing() {}
}
