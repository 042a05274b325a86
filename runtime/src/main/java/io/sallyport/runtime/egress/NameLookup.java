// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the addresses of a host, by default by the operating system's own means (hosts file, DNS,
 * whatever {@code ping} would use), never on the event loop. Confined to its pool's event loop;
 * callbacks run there.
 *
 * <p>Vert.x would either do the same on the event loop, where one slow name server stops everybody
 * and their deadlines, or ask name servers itself, past the hosts file's later changes and all else
 * that this machine is configured for.
 */
final class NameLookup {

  /** Short: only so that a busy connection does not go through another thread for each request. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final HttpPool pool;
  private final Resolver resolver;
  private final Map<String, Found> found = new HashMap<>();
  private final Map<String, List<Waiter>> waiting = new HashMap<>();

  /** May block. */
  @FunctionalInterface
  interface Resolver {

    /** At least one address, the best first. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  NameLookup(HttpPool pool, Resolver resolver) {
    this.pool = pool;
    this.resolver = resolver;
  }

  /**
   * Calls one of the two, at once when the answer is known.
   *
   * @param host a name, or an IP address, which is taken as it is
   */
  void find(String host, Consumer<List<InetAddress>> whenFound, Consumer<Throwable> whenNotFound) {
    Found known = found.get(host);
    if (known != null && System.nanoTime() - known.nanoTime() < KEPT.toNanos()) {
      whenFound.accept(known.addresses());
      return;
    }
    List<Waiter> waiters = waiting.computeIfAbsent(host, name -> new ArrayList<>());
    waiters.add(new Waiter(whenFound, whenNotFound));
    if (waiters.size() == 1) {
      pool.runBlocking(() -> ask(host));
    }
  }

  /** Asks afresh the next time, since the address did not answer. */
  void forget(String host) {
    found.remove(host);
  }

  private void ask(String host) {
    try {
      List<InetAddress> addresses = List.of(resolver.resolve(host));
      pool.run(
          () -> {
            found.put(host, new Found(addresses, System.nanoTime()));
            waitersOf(host).forEach(waiter -> waiter.whenFound().accept(addresses));
          });
    } catch (UnknownHostException | RuntimeException e) {
      pool.run(() -> waitersOf(host).forEach(waiter -> waiter.whenNotFound().accept(e)));
    }
  }

  private List<Waiter> waitersOf(String host) {
    List<Waiter> waiters = waiting.remove(host);
    return waiters == null ? List.of() : waiters;
  }

  private record Found(List<InetAddress> addresses, long nanoTime) {}

  private record Waiter(Consumer<List<InetAddress>> whenFound, Consumer<Throwable> whenNotFound) {}
}
