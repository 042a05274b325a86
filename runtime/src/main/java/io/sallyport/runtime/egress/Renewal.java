// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The looking up afresh of one connection's secrets: once for all requests that were refused at the
 * same time. While it is under way no request leaves, since it could carry what was just refused,
 * and products lock an account after a few of those. Confined to the event loop of the connection's
 * pool, but for {@link #count}.
 */
final class Renewal {

  private final List<Runnable> waiting = new ArrayList<>();
  private Optional<String> fault = Optional.empty();
  private boolean underWay;
  private volatile int count;

  /** How many have ended so far. Called from any thread. */
  int count() {
    return count;
  }

  boolean isUnderWay() {
    return underWay;
  }

  void begins() {
    underWay = true;
  }

  /** Has the action run when the one under way has ended. */
  void await(Runnable action) {
    waiting.add(action);
  }

  /**
   * It has ended; whoever waits goes on.
   *
   * @param reason why not everything could be looked up
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes it.
  void ends(Optional<String> reason) {
    fault = reason;
    count++;
    release();
  }

  /** It was given up, because the request for which it was done has no more time. */
  void givenUp() {
    release();
  }

  /** Why the last one could not look everything up. */
  Optional<String> fault() {
    return fault;
  }

  private void release() {
    underWay = false;
    List<Runnable> all = List.copyOf(waiting);
    waiting.clear();
    all.forEach(Runnable::run);
  }
}
