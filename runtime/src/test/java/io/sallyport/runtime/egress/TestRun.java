// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run as the host would have it. */
final class TestRun implements TrackedInvocation {

  private final Instant deadline;
  private final List<Runnable> onCancel = new CopyOnWriteArrayList<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  private TestRun(Duration time) {
    this.deadline = Instant.now().plus(time);
  }

  /** With time enough for everything that a test does. */
  static TestRun unhurried() {
    return new TestRun(Duration.ofSeconds(30));
  }

  static TestRun within(Duration time) {
    return new TestRun(time);
  }

  void cancel() {
    cancelled = true;
    onCancel.forEach(Runnable::run);
  }

  /** What the client has told, in order. */
  List<Sent> sent() {
    return sent;
  }

  @Override
  public String id() {
    return "test-run";
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
  public void onCancel(Runnable action) {
    onCancel.add(action);
    if (cancelled) {
      action.run();
    }
  }

  @Override
  public void sent(Sent known) {
    sent.add(known);
  }

  @Override
  public void attempted(Attempt attempt) {
    attempts.add(attempt);
  }

  /** Every attempt that has ended. */
  List<Attempt> attempts() {
    return attempts;
  }

  @Override
  public void log(String line) {}

  @Override
  public void warn(String line) {}

  @Override
  public void item(Item item) {}
}
