// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The run that needs a value, as its vault sees it: with less time, and without a part in the run's
 * account of what was sent to the product.
 *
 * @param caller empty when no run needs it: a configuration is being checked
 */
record LookUpRun(Optional<Invocation> caller, Instant deadline) implements Invocation {

  private static final String CHECK = "configuration";

  /** For whoever the thread works for; ends with that run, or after this time. */
  static LookUpRun within(Duration patience) {
    Optional<Invocation> caller = CurrentRun.get();
    Instant latest = Instant.now().plus(patience);
    return new LookUpRun(
        caller,
        caller.map(Invocation::deadline).filter(end -> end.isBefore(latest)).orElse(latest));
  }

  /** Never negative. */
  Duration remaining() {
    Duration remaining = Duration.between(Instant.now(), deadline);
    return remaining.isNegative() ? Duration.ZERO : remaining;
  }

  /** Whether nobody waits for it any more. */
  boolean isOver() {
    return isCancelled() || remaining().isZero();
  }

  @Override
  public String id() {
    return caller.map(Invocation::id).orElse(CHECK);
  }

  @Override
  public boolean isCancelled() {
    return caller.map(Invocation::isCancelled).orElse(false);
  }

  @Override
  public void log(String line) {
    caller.ifPresent(run -> run.log(line));
  }

  @Override
  public void warn(String line) {
    caller.ifPresent(run -> run.warn(line));
  }

  /** A look-up has no items. */
  @Override
  public void item(Item item) {}
}
