// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Invocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time during which a thread works for a run. A secret is looked up wherever it happens to be
 * revealed, and nobody there can say for whom: so the thread knows, and the look-up keeps that
 * run's deadline and leaves its warnings with it.
 */
public final class CurrentRun implements AutoCloseable {

  private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();

  private final @Nullable Invocation previous = CURRENT.get();

  private CurrentRun(Invocation run) {
    CURRENT.set(run);
  }

  /** From now on, until the answer is closed on the same thread, the thread works for this run. */
  public static CurrentRun enter(Invocation run) {
    return new CurrentRun(run);
  }

  static Optional<Invocation> get() {
    return Optional.ofNullable(CURRENT.get());
  }

  @Override
  public void close() {
    if (previous == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(previous);
    }
  }
}
