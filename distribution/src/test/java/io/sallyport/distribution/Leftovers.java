// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the threads and sockets that outlive what made them. Threads are told apart from those of
 * the servers in this process by their group, which a thread inherits; sockets by the port at their
 * other end. Sockets are looked for only where {@code /proc} shows them.
 */
final class Leftovers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofMillis(20);

  /** One for the whole process, which ends by itself when it has had nothing to do for a second. */
  private static final String NETTYS_OWN = "globalEventExecutor-";

  private static final Pattern PORT_IN_URL = Pattern.compile("https?://[^\\s/\"]+:([0-9]+)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Columns of {@code /proc/net/tcp}. */
  private static final int REMOTE = 2;

  private static final int INODE = 9;
  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");

  private final ThreadGroup group = new ThreadGroup("in-process");
  private final Set<Integer> ports;
  private final Set<String> before;

  private Leftovers(Set<Integer> ports) {
    this.ports = ports;
    this.before = sockets();
  }

  /** Remembers what is there; the ports are those of the addresses in this text. */
  static Leftovers of(String connections) {
    Matcher urls = PORT_IN_URL.matcher(connections);
    return new Leftovers(
        urls.results()
            .map((MatchResult url) -> Integer.valueOf(url.group(1)))
            .collect(Collectors.toSet()));
  }

  /** A thread whose descendants are looked for. */
  Thread thread(Runnable task) {
    Thread thread = new Thread(group, task, "in-process-caller");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits until nothing is left over. */
  void assertNone() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<String> found = found();
    while (!found.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Left over " + PATIENCE.toSeconds() + " s later: " + found);
      }
      pause();
      found = found();
    }
  }

  /** What is there now that was not there before. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    Thread[] threads = new Thread[group.activeCount() + 16];
    int count = group.enumerate(threads);
    Arrays.stream(threads, 0, count)
        .map(Thread::getName)
        .filter(name -> !name.startsWith(NETTYS_OWN))
        .forEach(name -> found.add("thread " + name));
    Set<String> sockets = sockets();
    sockets.removeAll(before);
    found.addAll(sockets);
    return found;
  }

  /** This process's sockets that lead to one of the ports. */
  private Set<String> sockets() {
    Set<String> own = ownSockets();
    Set<String> found = new HashSet<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : lines(Path.of(table))) {
        List<String> columns = BLANKS.splitAsStream(line.strip()).toList();
        if (columns.size() > INODE
            && own.contains(columns.get(INODE))
            && ports.contains(port(columns.get(REMOTE)))) {
          found.add("socket " + columns.get(INODE) + " to :" + port(columns.get(REMOTE)));
        }
      }
    }
    return found;
  }

  /** The inodes of this process's open sockets. */
  private static Set<String> ownSockets() {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          Matcher socket = SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
          if (socket.matches()) {
            inodes.add(socket.group(1));
          }
        } catch (IOException e) {
          // Closed since it was listed.
        }
      }
    } catch (NoSuchFileException e) {
      return inodes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inodes;
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(String address) {
    String digits = address.substring(address.lastIndexOf(':') + 1);
    return digits.matches("[0-9A-F]{4}") ? Integer.parseInt(digits, 16) : -1;
  }

  private static void pause() {
    try {
      Thread.sleep(INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
