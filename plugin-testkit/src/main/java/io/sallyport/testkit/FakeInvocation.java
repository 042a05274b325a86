// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static java.util.Objects.requireNonNull;

import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A run that keeps what a command reports to it. Thread-safe. It never ends by itself: when its
 * deadline has passed or it is cancelled, the clients of {@link FakeHost} refuse to send for it,
 * and everything reported is still kept.
 */
public final class FakeInvocation implements Invocation {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String id = "fake-" + COUNT.incrementAndGet();
  private final Instant deadline;
  private final List<String> logs = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<Item> items = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** A run that has 30 seconds from now, in real time. */
  public FakeInvocation() {
    this(Instant.now().plus(PATIENCE));
  }

  /** A run that is given up at this instant of real time; one that has passed is allowed. */
  public FakeInvocation(Instant deadline) {
    this.deadline = requireNonNull(deadline, "deadline is null");
  }

  /** Such as {@code fake-7}; another for each instance. */
  @Override
  public String id() {
    return id;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void log(String line) {
    logs.add(requireNonNull(line, "line is null"));
  }

  @Override
  public void warn(String line) {
    warnings.add(requireNonNull(line, "line is null"));
  }

  @Override
  public void item(Item item) {
    items.add(requireNonNull(item, "item is null"));
  }

  /** From now on {@link #isCancelled} is true. No thread is interrupted. */
  public void cancel() {
    cancelled = true;
  }

  /** What was logged so far, oldest first; a copy. */
  public List<String> logs() {
    return List.copyOf(logs);
  }

  /** What was warned of so far, oldest first; a copy. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The items that were reported so far, oldest first; a copy. */
  public List<Item> items() {
    return List.copyOf(items);
  }
}
