// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store, opened in the background and again until it opens: a server runs commands without it.
 * Says once that it cannot be used, and once that it can again. Thread-safe.
 */
public final class KeptStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptStore.class);

  /** How long to wait before the database is asked again. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  private final Supplier<Store> opening;
  private final InstantSource clock;
  private final Runnable opened;
  private final Consumer<Store> usableAgain;
  private @Nullable Store store;
  private boolean closed;
  private Optional<String> trouble = Optional.empty();
  private Instant usableSince;

  /**
   * Nothing is opened yet.
   *
   * @param opening opens it, or throws a {@link StoreException}
   * @param opened is called once it is open
   * @param usableAgain is called when it could not be used for a while, and can be now
   */
  public KeptStore(
      Supplier<Store> opening, InstantSource clock, Runnable opened, Consumer<Store> usableAgain) {
    this.opening = opening;
    this.clock = clock;
    this.opened = opened;
    this.usableAgain = usableAgain;
    this.usableSince = clock.instant();
  }

  public void start() {
    Thread thread = new Thread(this::open, "store-opening");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Opens it at once, instead of {@link #start}.
   *
   * @throws StoreException when it cannot be opened
   */
  public void openNow() {
    keep(opening.get());
  }

  /** Empty until it is open. */
  public synchronized Optional<Store> get() {
    return Optional.ofNullable(store);
  }

  /** Why it cannot be used just now; empty while it can. */
  public synchronized Optional<String> trouble() {
    return trouble;
  }

  /** Since when it can be used without interruption. */
  synchronized Instant usableSince() {
    return usableSince;
  }

  /** The clock was set: what was before cannot be compared with what comes. */
  synchronized void clockSet() {
    usableSince = clock.instant();
  }

  /** It could not be used just now. */
  void failed(StoreException reason) {
    boolean first;
    synchronized (this) {
      first = trouble.isEmpty();
      trouble = Optional.of(String.valueOf(reason.getMessage()));
    }
    if (first) {
      LOG.error(
          "Health checks wait until the store can be used again; commands go on. {}",
          reason.getMessage());
      LOG.debug("The store failed", reason);
    }
  }

  /**
   * It could be used just now.
   *
   * @throws StoreException when it cannot be used any more
   */
  void worked() {
    boolean again;
    synchronized (this) {
      again = trouble.isPresent();
      if (again) {
        trouble = Optional.empty();
        usableSince = clock.instant();
      }
    }
    if (again) {
      LOG.info("The store can be used again: health checks go on");
      get().ifPresent(usableAgain);
    }
  }

  private void open() {
    while (true) {
      try {
        if (get().isEmpty()) {
          keep(opening.get());
        }
        opened.run();
        worked();
        return;
      } catch (StoreException e) {
        failed(e);
      } catch (RuntimeException e) {
        LOG.error("The store cannot be opened", e);
      }
      synchronized (this) {
        try {
          wait(AGAIN.toMillis());
        } catch (InterruptedException e) {
          return;
        }
        if (closed) {
          return;
        }
      }
    }
  }

  private void keep(Store ready) {
    synchronized (this) {
      if (!closed) {
        store = ready;
        return;
      }
    }
    ready.close();
  }

  @Override
  public void close() {
    Optional<Store> open;
    synchronized (this) {
      closed = true;
      open = get();
      store = null;
      notifyAll();
    }
    open.ifPresent(Store::close);
  }
}
