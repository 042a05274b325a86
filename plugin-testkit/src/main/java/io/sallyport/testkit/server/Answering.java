// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all connections of a server share. Thread-safe. */
final class Answering {

  private static final int MOST_FAILURES = 100;

  private final Handler handler;
  private final ServerObserver observer;
  private final FaultPlan faults = new FaultPlan();
  private final RequestLog log = new RequestLog();
  private final List<Throwable> failures = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Answering(Handler handler, ServerObserver observer) {
    this.handler = handler;
    this.observer = observer;
  }

  ServerObserver observer() {
    return observer;
  }

  /** Counts a request and returns what is to happen to it. */
  Optional<Fault> fault(RequestHead head) {
    return handler.spares(head.path()) ? Optional.empty() : faults.next(head.method(), head.path());
  }

  FaultPlan faults() {
    return faults;
  }

  RequestLog log() {
    return log;
  }

  List<Throwable> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** Returns the handler's answer, or 500 when it has none. */
  ServerAnswer answer(ServerRequest request) {
    try {
      return Objects.requireNonNull(handler.answer(request), "The handler has returned null.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      keep(interrupted);
    } catch (Exception | Error failed) {
      keep(failed);
    }
    return ServerAnswer.of(500);
  }

  /** Wakes those who wait. */
  void close() {
    closed.countDown();
  }

  /**
   * Waits for the server to be closed.
   *
   * @throws IOException when it was, or the thread was interrupted
   */
  void pause(long millis) throws IOException {
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw new IOException("The server is closed.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The server is being closed.", interrupted);
    }
  }

  private void keep(Throwable failure) {
    synchronized (failures) {
      if (failures.size() < MOST_FAILURES) {
        failures.add(failure);
      }
    }
  }
}
