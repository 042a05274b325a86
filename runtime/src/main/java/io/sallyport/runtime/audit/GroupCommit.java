// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets callers wait for a device for a bounded time only. One thread writes, which is made when
 * there is something to write; whatever has come meanwhile, it takes in one go, so that many
 * callers share one flush. While the device hangs, that one thread hangs and no other is made.
 */
final class GroupCommit implements AutoCloseable {

  private static final long IDLE_SECONDS = 5;
  private static final int MOST_IN_ONE_GO = 1_000;

  private final LineSink sink;
  private final Duration patience;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread made = new Thread(work, "audit");
            made.setDaemon(true);
            return made;
          });

  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean writing;
  private long busySince;
  private boolean closed;

  /** One caller's line. */
  private static final class Waiting {

    private final byte[] line;
    private final CompletableFuture<Optional<IOException>> done = new CompletableFuture<>();

    Waiting(byte[] line) {
      this.line = line;
    }
  }

  GroupCommit(LineSink sink, Duration patience) {
    this.sink = sink;
    this.patience = patience;
  }

  /**
   * Returns when the line is safe. A line that is given up before its turn is never written.
   *
   * @throws IOException when it is not, or not within the patience
   */
  void write(byte[] line) throws IOException {
    Waiting waiting = new Waiting(line);
    enqueue(waiting);
    Optional<IOException> failure;
    try {
      failure = await(waiting.done);
    } catch (TimeoutException e) {
      synchronized (queue) {
        queue.remove(waiting);
      }
      throw late();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void enqueue(Waiting waiting) throws IOException {
    synchronized (queue) {
      if (closed) {
        throw new IOException("this runtime is shutting down");
      }
      if (writing && System.nanoTime() - busySince > patience.toNanos()) {
        throw late();
      }
      queue.add(waiting);
      if (!writing) {
        writing = true;
        busySince = System.nanoTime();
        thread.execute(this::writeAll);
      }
    }
  }

  private IOException late() {
    return new IOException(
        "the device did not take the line within " + patience.toMillis() + " ms");
  }

  /** Whoever interrupts the caller learns of it afterwards. */
  private Optional<IOException> await(CompletableFuture<Optional<IOException>> done)
      throws TimeoutException {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return done.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("It is never completed with an exception", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void writeAll() {
    for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
      Optional<IOException> failure = append(batch.stream().map(waiting -> waiting.line).toList());
      batch.forEach(waiting -> waiting.done.complete(failure));
    }
  }

  private List<Waiting> next() {
    synchronized (queue) {
      List<Waiting> batch = new ArrayList<>();
      while (!queue.isEmpty() && batch.size() < MOST_IN_ONE_GO) {
        batch.add(queue.remove());
      }
      writing = !batch.isEmpty();
      busySince = System.nanoTime();
      return batch;
    }
  }

  private Optional<IOException> append(List<byte[]> lines) {
    try {
      sink.append(lines);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (RuntimeException | Error e) {
      return Optional.of(new IOException(e.getClass().getSimpleName(), e));
    }
  }

  /** Waits for what is being written, for as long as the patience lasts. */
  @Override
  public void close() {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
    }
    thread.execute(sink::close);
    thread.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
