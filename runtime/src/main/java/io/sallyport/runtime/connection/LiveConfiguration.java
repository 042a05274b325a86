// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.secret.Vaults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration in force, and those before it on which commands still run. Each call takes a
 * {@link Lease} and sees that one configuration to its end; what only earlier configurations have
 * opened is closed when the last of their calls has ended. Thread-safe.
 */
public final class LiveConfiguration implements AutoCloseable {

  private final Sessions sessions;
  private final Set<Generation> generations = new LinkedHashSet<>();
  private Generation current;
  private Optional<String> notice = Optional.empty();

  /** Begins with this one. */
  public LiveConfiguration(Configuration first, Sessions sessions) {
    this.sessions = sessions;
    this.current = new Generation(first);
    generations.add(current);
  }

  /** A configuration for one call, which ends it. */
  public synchronized Lease lease() {
    current.leases++;
    return new Lease(current, notice);
  }

  /** The one in force now, to look at. */
  public synchronized Configuration current() {
    return current.configuration;
  }

  /** From now on calls see this one; any {@linkplain #warn notice} is over. */
  public void replace(Configuration next) {
    Runnable closing;
    synchronized (this) {
      current = new Generation(next);
      generations.add(current);
      notice = Optional.empty();
      closing = closing();
    }
    inBackground(closing);
  }

  /** From now on every answer carries this warning, until the configuration is replaced. */
  public synchronized void warn(String text) {
    notice = Optional.of(text);
  }

  /** What {@link #warn} has said, while it holds. */
  public synchronized Optional<String> notice() {
    return notice;
  }

  private void release(Generation generation) {
    Runnable closing;
    synchronized (this) {
      generation.leases--;
      if (generation.leases > 0 || generation == current) {
        return;
      }
      closing = closing();
    }
    inBackground(closing);
  }

  /** Forgets what nobody needs any more; the action closes it. */
  private Runnable closing() {
    List<Configuration> over = new ArrayList<>();
    generations.removeIf(
        each -> {
          boolean idle = each != current && each.leases == 0;
          if (idle) {
            over.add(each.configuration);
          }
          return idle;
        });
    Set<Sessions.Key> needed = new HashSet<>();
    List<Vaults> asked = new ArrayList<>();
    generations.forEach(
        each -> {
          each.configuration
              .connections()
              .forEach(one -> Sessions.Key.of(one).ifPresent(needed::add));
          asked.add(each.configuration.vaults());
        });
    Runnable unused = sessions.forgetAllBut(needed);
    return () -> {
      unused.run();
      over.forEach(each -> each.vaults().closeAllBut(asked));
    };
  }

  /** Closing is the plugins' code and may take its time: nobody's answer waits for it. */
  private static void inBackground(Runnable closing) {
    Thread thread = new Thread(closing, "sallyport-closing");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes all sessions and all vaults, whoever still uses them. */
  @Override
  public void close() {
    sessions.close();
    synchronized (this) {
      generations.forEach(each -> each.configuration.vaults().close());
    }
  }

  private static final class Generation {
    private final Configuration configuration;
    private int leases;

    private Generation(Configuration configuration) {
      this.configuration = configuration;
    }
  }

  /** One call's hold on its configuration. Confined to one thread; closed once. */
  public final class Lease implements AutoCloseable {

    private final Generation generation;
    private final Optional<String> notice;

    private Lease(Generation generation, Optional<String> notice) {
      this.generation = generation;
      this.notice = notice;
    }

    public Configuration configuration() {
      return generation.configuration;
    }

    /** What the answer must warn of besides. */
    public Optional<String> notice() {
      return notice;
    }

    @Override
    public void close() {
      release(generation);
    }
  }
}
