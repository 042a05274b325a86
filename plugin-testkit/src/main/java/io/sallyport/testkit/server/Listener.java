// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Accepts connections on 127.0.0.1, each for a daemon thread, and ends them all. Thread-safe. */
final class Listener {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 256;
  private static final int ACCEPT_AGAIN_MILLIS = 50;
  private static final long CLOSE_SECONDS = 10;

  private final ServerSocket socket;
  private final Function<Socket, Conversation> opener;
  private final String name;
  private final Thread acceptor;
  private final Map<Conversation, Thread> conversations = new ConcurrentHashMap<>();

  /** Those that may still run: a conversation is over a moment before its thread is. */
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private final AtomicLong accepted = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Listener(ServerSocket socket, String name, Function<Socket, Conversation> opener) {
    this.socket = socket;
    this.opener = opener;
    this.name = name + "-" + socket.getLocalPort();
    this.acceptor = new Thread(this::accept, this.name + "-accept");
    acceptor.setDaemon(true);
  }

  /**
   * Begins to accept.
   *
   * @param port 0 for any that is free
   * @param name begins the names of all threads
   * @throws UncheckedIOException when the port cannot be had
   */
  static Listener start(int port, String name, Function<Socket, Conversation> opener) {
    Listener listener = new Listener(bound(port), name, opener);
    listener.acceptor.start();
    return listener;
  }

  int port() {
    return socket.getLocalPort();
  }

  int open() {
    return conversations.size();
  }

  long accepted() {
    return accepted.get();
  }

  /** Ends everything and waits, for some seconds at most, until no thread is left. */
  void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // A socket whose close fails is closed.
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    join(acceptor, deadline);
    conversations.forEach(
        (conversation, thread) -> {
          conversation.abort();
          thread.interrupt();
        });
    threads.forEach(thread -> join(thread, deadline));
  }

  private static ServerSocket bound(int port) {
    try {
      return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    boolean over = false;
    while (!over) {
      try {
        begin(socket.accept());
      } catch (IOException failed) {
        over = isOver();
      }
    }
  }

  /** Tells a closed socket from, say, too many open files, which get fewer with time. */
  private boolean isOver() {
    try {
      return closed.await(ACCEPT_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      return true;
    }
  }

  private void begin(Socket client) {
    Conversation conversation = opener.apply(client);
    Thread thread =
        new Thread(
            () -> {
              try {
                conversation.run();
              } finally {
                conversations.remove(conversation);
              }
            },
            name + "-connection-" + accepted.incrementAndGet());
    thread.setDaemon(true);
    threads.removeIf(each -> !each.isAlive());
    conversations.put(conversation, thread);
    thread.start();
    threads.add(thread);
  }

  private static void join(Thread thread, long deadline) {
    if (thread == Thread.currentThread()) {
      return; // A handler closes its own server.
    }
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
