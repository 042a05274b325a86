// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static java.util.Objects.requireNonNull;

import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.egress.TrackedInvocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One run as the plugin and the wire see it, and the account that survives whatever happens to it.
 * Thread-safe. Once closed, it takes nothing more: a body that outlives its run cannot change the
 * answer.
 */
final class Run implements TrackedInvocation {

  /** Bounds what one run can pile up; a plugin that logs more says so itself. */
  private static final int MOST_LINES = 1_000;

  private final String id;
  private final Instant deadline;
  private final List<String> log = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Runnable> cancelActions = new ArrayList<>();
  private Sent sent = Sent.NO;
  private boolean cancelled;
  private boolean closed;
  private boolean started;

  Run(String id, Instant deadline) {
    this.id = id;
    this.deadline = deadline;
  }

  /**
   * What a run has reported, copied at one moment.
   *
   * @param started whether the plugin's code was reached
   */
  record Account(
      boolean started,
      List<String> log,
      List<String> warnings,
      List<Item> items,
      List<Attempt> attempts,
      Sent sent) {

    static final Account NOT_STARTED =
        new Account(false, List.of(), List.of(), List.of(), List.of(), Sent.NO);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized void log(String line) {
    add(log, line);
  }

  @Override
  public synchronized void warn(String line) {
    add(warnings, line);
  }

  @Override
  public synchronized void item(Item item) {
    requireNonNull(item, "item is null");
    if (!closed) {
      items.add(item);
    }
  }

  @Override
  public synchronized void sent(Sent known) {
    if (!closed) {
      sent = known;
    }
  }

  @Override
  public synchronized void attempted(Attempt attempt) {
    if (!closed && attempts.size() < MOST_LINES) {
      attempts.add(attempt);
    }
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        cancelActions.add(action);
        return;
      }
    }
    action.run();
  }

  /** From here on the plugin's code runs. */
  synchronized void start() {
    started = true;
  }

  /** Nobody waits any more: tells the wire, once. */
  void cancel() {
    List<Runnable> actions;
    synchronized (this) {
      cancelled = true;
      actions = List.copyOf(cancelActions);
      cancelActions.clear();
    }
    actions.forEach(Runnable::run);
  }

  /** Takes the account and closes the run. */
  synchronized Account close() {
    closed = true;
    cancelActions.clear();
    return new Account(
        started,
        List.copyOf(log),
        List.copyOf(warnings),
        List.copyOf(items),
        List.copyOf(attempts),
        sent);
  }

  private void add(List<String> lines, String line) {
    requireNonNull(line, "line is null");
    if (closed || lines.size() > MOST_LINES) {
      return;
    }
    lines.add(lines.size() == MOST_LINES ? "Further lines are left out." : line);
  }
}
