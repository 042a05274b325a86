// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs one body on a thread of its own until it ends or its time is up. Every throwable of the
 * plugin becomes the run's failure; only when the JVM is out of memory is there nothing left to
 * promise.
 */
final class Execution {

  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /** After the deadline a body that was interrupted may still say how far it came. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /**
   * How a body ended. A value, because a future that fails wraps the failure and asks it for its
   * text, which a hostile one answers with another exception.
   */
  private record Ended(@Nullable CommandResult result, @Nullable Throwable failure) {}

  private final ExecutorService threads;
  private final Run run;
  private final Duration timeout;

  Execution(ExecutorService threads, Run run, Duration timeout) {
    this.threads = threads;
    this.run = run;
    this.timeout = timeout;
  }

  /**
   * Returns when the body has ended or is no longer waited for; what it reports afterwards is
   * dropped.
   */
  void execute(Callable<CompletionStage<CommandResult>> body, ReportBuilder report) {
    try {
      report.succeeded(await(body));
    } catch (CommandException e) {
      log(Level.DEBUG, "failed", e);
      report.failed(e);
    } finally {
      report.account(run.close());
    }
  }

  private CommandResult await(Callable<CompletionStage<CommandResult>> body) {
    CompletableFuture<Ended> outcome = new CompletableFuture<>();
    Future<?> task = submit(body, outcome);
    try {
      return result(outcome, timeout);
    } catch (TimeoutException e) {
      run.cancel();
      task.cancel(true);
      return lastWord(outcome);
    } catch (InterruptedException e) {
      run.cancel();
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw Finding.STOPPED.failure();
    }
  }

  private Future<?> submit(
      Callable<CompletionStage<CommandResult>> body, CompletableFuture<Ended> outcome) {
    try {
      return threads.submit(() -> start(body, outcome));
    } catch (RejectedExecutionException e) {
      throw Finding.SHUTTING_DOWN.failure(Map.of(), e).withSent(Sent.NO);
    }
  }

  private static void start(
      Callable<CompletionStage<CommandResult>> body, CompletableFuture<Ended> outcome) {
    try {
      CompletionStage<CommandResult> stage = body.call();
      if (stage == null) {
        outcome.complete(new Ended(null, new NullPointerException("the body gave no stage")));
      } else {
        stage.whenComplete((result, failure) -> outcome.complete(new Ended(result, failure)));
      }
    } catch (Throwable e) {
      outcome.complete(new Ended(null, e));
    }
  }

  private CommandResult lastWord(CompletableFuture<Ended> outcome) {
    try {
      return result(outcome, GRACE);
    } catch (TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw timedOut();
    }
  }

  private CommandResult result(CompletableFuture<Ended> outcome, Duration patience)
      throws TimeoutException, InterruptedException {
    Ended ended;
    try {
      ended = outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The outcome is never completed with an exception", e);
    }
    if (ended.failure() != null) {
      throw failure(ended.failure());
    }
    if (ended.result() == null) {
      throw fault(new NullPointerException("the body gave no result"));
    }
    return ended.result();
  }

  private CommandException failure(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CommandException known) {
      return known;
    }
    if (cause instanceof InvalidInputException invalid) {
      // Whether something was sent by then, the wire knows.
      return Finding.INPUT_INVALID.failure(Map.of("violations", invalid.getMessage()), invalid);
    }
    if (cause instanceof OutOfMemoryError outOfMemory) {
      throw outOfMemory;
    }
    if (run.isCancelled()) {
      // Whatever a body makes of its interrupt, the deadline is why it ended.
      log(Level.DEBUG, "was interrupted", cause);
      return timedOut();
    }
    return fault(cause);
  }

  private CommandException timedOut() {
    return Finding.COMMAND_LATE.failure(Map.of("time", seconds(timeout)));
  }

  private CommandException fault(Throwable cause) {
    log(Level.ERROR, "ended in a fault of the plugin", cause);
    String kind = cause.getClass().getSimpleName();
    return Finding.PLUGIN_FAILED.failure(Map.of("kind", kind, "run", run.id()));
  }

  /** An exception's own methods are the plugin's code, too: one that cannot be logged is not. */
  private void log(Level level, String what, Throwable thrown) {
    try {
      LOG.atLevel(level).setCause(thrown).log("{} {}", run.id(), what);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      LOG.atLevel(level).log("{} {}; the exception cannot be shown", run.id(), what);
    }
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
