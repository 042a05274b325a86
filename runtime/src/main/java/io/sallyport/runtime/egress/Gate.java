// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets the requests of one connection through, in their order: so many at a time, so many a minute,
 * none while the product has asked to be left alone. Confined to the event loop of the connection's
 * pool.
 */
final class Gate {

  /** A request that wants to go through. Called on the event loop. */
  interface Visitor {

    /** It is its turn; it says when it is through with {@link Gate#leave}. */
    void admitted();

    /** Too many wait already. */
    void tooMany();

    /** The product has asked not to be called for so long, which is longer than the run has. */
    void paused(Duration left);

    /** How long it can wait. */
    Duration patience();
  }

  /**
   * However long a product asks to wait: after this time one request tries. A header that says a
   * day, by mistake or by malice, must not lock a connection up for a day.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Renewal renewal = new Renewal();
  private final Throttle throttle;
  private final Deque<Visitor> waiting = new ArrayDeque<>();
  private final Set<Visitor> inside = new HashSet<>();
  private final long spacingNanos;
  private final long burstNanos;
  private long nextFreeNanos = System.nanoTime();
  private long pausedUntilNanos = nextFreeNanos;
  private boolean ringing;

  Gate(Throttle throttle) {
    this.throttle = throttle;
    this.spacingNanos =
        throttle.perMinute().isPresent()
            ? TimeUnit.MINUTES.toNanos(1) / throttle.perMinute().getAsInt()
            : 0;
    // What was not used within the last second may be caught up with at once.
    this.burstNanos = Math.max(0, TimeUnit.SECONDS.toNanos(1) - spacingNanos);
  }

  /** The connection's secrets: while they are looked up afresh, nobody gets a turn. */
  Renewal renewal() {
    return renewal;
  }

  /** The secrets have been looked up afresh. */
  void reopen(HttpPool pool) {
    admit(pool);
  }

  /** Asks for a turn; one of the visitor's methods is called, now or later. */
  void enter(Visitor visitor, HttpPool pool) {
    Duration pause = pause();
    if (pause.compareTo(visitor.patience()) >= 0 && !pause.isZero()) {
      visitor.paused(pause);
    } else if (waiting.size() >= throttle.waiting() && !isFree()) {
      visitor.tooMany();
    } else {
      waiting.addLast(visitor);
      admit(pool);
    }
  }

  /** Asks for another turn for a request that has had one: before those that have had none. */
  void enterAgain(Visitor visitor, HttpPool pool) {
    inside.remove(visitor);
    waiting.addFirst(visitor);
    admit(pool);
  }

  /** It has ended, wherever it stood. */
  void leave(Visitor visitor, HttpPool pool) {
    if (inside.remove(visitor)) {
      admit(pool);
    } else {
      waiting.remove(visitor);
    }
  }

  /** The product asks to be left alone for so long. */
  void pause(Duration asked, HttpPool pool) {
    Duration time = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    long until = System.nanoTime() + time.toNanos();
    if (until - pausedUntilNanos > 0) {
      pausedUntilNanos = until;
    }
    for (Visitor visitor : List.copyOf(waiting)) {
      if (pause().compareTo(visitor.patience()) >= 0) {
        waiting.remove(visitor);
        visitor.paused(pause());
      }
    }
    admit(pool);
  }

  private void admit(HttpPool pool) {
    while (!renewal.isUnderWay() && !waiting.isEmpty() && inside.size() < throttle.concurrent()) {
      long wait = nanosToWait();
      if (wait > 0) {
        ringIn(wait, pool);
        return;
      }
      nextFreeNanos = Math.max(nextFreeNanos, System.nanoTime() - burstNanos) + spacingNanos;
      Visitor next = waiting.removeFirst();
      inside.add(next);
      next.admitted();
    }
  }

  private void ringIn(long nanos, HttpPool pool) {
    if (!ringing) {
      ringing = true;
      pool.after(
          Duration.ofNanos(nanos),
          () -> {
            ringing = false;
            admit(pool);
          });
    }
  }

  private boolean isFree() {
    return !renewal.isUnderWay()
        && waiting.isEmpty()
        && inside.size() < throttle.concurrent()
        && nanosToWait() <= 0;
  }

  private long nanosToWait() {
    long now = System.nanoTime();
    long spacing = spacingNanos == 0 ? 0 : nextFreeNanos - now;
    return Math.max(spacing, pausedUntilNanos - now);
  }

  private Duration pause() {
    return Duration.ofNanos(Math.max(0, pausedUntilNanos - System.nanoTime()));
  }
}
