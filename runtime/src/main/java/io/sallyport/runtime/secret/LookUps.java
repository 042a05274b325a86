// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.secret.UnansweredException.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks one vault, each time on a thread of its own: whoever waits leaves when his time is over,
 * whatever the vault does. All who need the same key at the same time share one question.
 * Thread-safe.
 */
final class LookUps {

  /** Beyond this many that do not end, a vault is not asked: they would pile up for ever. */
  static final int MOST = 32;

  private final Vault vault;
  private final ExecutorService threads;
  private final Map<String, LookUp> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();

  LookUps(Vault vault, ExecutorService threads) {
    this.vault = vault;
    this.threads = threads;
  }

  /** One question, with the run that it is asked for. */
  private record LookUp(LookUpRun run, FutureTask<Optional<String>> task) {}

  /**
   * The vault's answer.
   *
   * @param patience how long to wait at most; the run that the thread works for may have less
   * @param afresh whether an answer to an earlier question will not do
   * @throws UnansweredException when there is none
   * @throws ExecutionException with what the vault threw
   * @throws InterruptedException when the caller is interrupted, and does not wait any longer
   */
  Optional<String> find(String key, Duration patience, boolean afresh)
      throws UnansweredException, ExecutionException, InterruptedException {
    LookUpRun run = LookUpRun.within(patience);
    LookUp mine = begin(key, run);
    LookUp asked = mine;
    if (afresh) {
      underWay.put(key, mine);
    } else {
      asked = joined(key, mine);
    }
    while (!asked.equals(mine)) {
      try {
        return asked.task().get(run.remaining().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new UnansweredException(Reason.LATE, run);
      } catch (ExecutionException e) {
        if (!endedTooEarly(asked, run)) {
          throw e;
        }
      } catch (CancellationException e) {
        if (!endedTooEarly(asked, run)) {
          throw new UnansweredException(Reason.LATE, run);
        }
      }
      underWay.remove(key, asked);
      asked = joined(key, mine);
    }
    return await(key, mine);
  }

  /** It failed, perhaps only because the run for which it was asked had less time than this one. */
  private static boolean endedTooEarly(LookUp asked, LookUpRun run) {
    return asked.run().isOver() && !run.isOver();
  }

  private LookUp joined(String key, LookUp mine) {
    LookUp other = underWay.putIfAbsent(key, mine);
    return other == null ? mine : other;
  }

  private LookUp begin(String key, LookUpRun run) {
    return new LookUp(
        run,
        new FutureTask<>(
            () -> {
              try (CurrentRun ignored = CurrentRun.enter(run)) {
                return vault.find(key, run);
              }
            }));
  }

  private Optional<String> await(String key, LookUp mine)
      throws UnansweredException, ExecutionException, InterruptedException {
    try {
      start(mine);
      return mine.task().get(mine.run().remaining().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw new UnansweredException(Reason.LATE, mine.run());
    } finally {
      underWay.remove(key, mine);
      // Does nothing once it has ended.
      mine.task().cancel(true);
    }
  }

  private void start(LookUp mine) throws UnansweredException {
    if (running.incrementAndGet() > MOST) {
      running.decrementAndGet();
      throw new UnansweredException(Reason.TOO_MANY, mine.run());
    }
    try {
      threads.execute(() -> answer(mine));
    } catch (RejectedExecutionException e) {
      running.decrementAndGet();
      throw new UnansweredException(Reason.CLOSED, mine.run());
    }
  }

  private void answer(LookUp mine) {
    try {
      mine.task().run();
    } finally {
      running.decrementAndGet();
    }
  }
}
