// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests at the control socket of a data folder, of which one process at a time is in
 * charge. Each request has a thread of its own. Thread-safe.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  /** Further ones wait until the operating system accepts them. */
  private static final int MOST_CONNECTIONS = 500;

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(3);

  private final Path data;
  private final FileChannel lockFile;
  private final ServerSocketChannel listener;
  private final String owner;
  private final ControlHandler handler;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
  private final Set<ControlConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private volatile boolean closed;

  private ControlServer(
      Path data,
      FileChannel lockFile,
      ServerSocketChannel listener,
      String owner,
      ControlHandler handler) {
    this.data = data;
    this.lockFile = lockFile;
    this.listener = listener;
    this.owner = owner;
    this.handler = handler;
    this.acceptor = new Thread(this::accept, "control-accept");
    acceptor.setDaemon(true);
  }

  /**
   * Begins to answer.
   *
   * @param data made when missing
   * @throws ControlSocketException when the folder or the socket cannot be had, or another process
   *     is in charge of the folder
   */
  public static ControlServer start(Path data, ControlHandler handler)
      throws ControlSocketException {
    ControlSocket.address(data);
    ControlSocket.prepare(data);
    FileChannel lockFile = lock(data.resolve("serve.lock"));
    try {
      ServerSocketChannel listener = ControlSocket.listen(data);
      String owner = ControlSocket.owner(ControlSocket.in(data));
      ControlServer server = new ControlServer(data, lockFile, listener, owner, handler);
      server.acceptor.start();
      return server;
    } catch (IOException e) {
      closeQuietly(lockFile);
      throw new ControlSocketException(
          "The control socket in " + data + " cannot be made: " + ControlSocket.reason(e), e);
    } catch (ControlSocketException e) {
      closeQuietly(lockFile);
      throw e;
    }
  }

  public Path socket() {
    return ControlSocket.in(data);
  }

  /** Held for as long as the process lives, however it ends. */
  private static FileChannel lock(Path file) throws ControlSocketException {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
    } catch (IOException e) {
      throw new ControlSocketException(
          "The file " + file + " cannot be locked: " + ControlSocket.reason(e), e);
    }
    throw new ControlSocketException(
        "Another sallyport serve is in charge of the data folder "
            + file.getParent()
            + ". Stop it first, or name another folder with --data DIR.");
  }

  private void accept() {
    while (!closed) {
      try {
        free.acquire();
        SocketChannel channel = listener.accept();
        begin(channel);
      } catch (IOException e) {
        free.release();
        if (!closed) {
          LOG.warn("The control socket has refused a connection: {}", ControlSocket.reason(e));
          pause();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void begin(SocketChannel channel) throws IOException {
    String account;
    try {
      account = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    } catch (IOException gone) {
      channel.close();
      throw gone;
    }
    if (!account.equals(owner) && !account.equals("root")) {
      LOG.warn("{} may not use the control socket", account);
      channel.close();
      free.release();
      return;
    }
    ControlConnection connection =
        new ControlConnection(
            channel,
            account,
            handler,
            over -> {
              connections.remove(over);
              free.release();
            });
    connections.add(connection);
    connection.start();
  }

  /** Too many open files, say, get fewer with time. */
  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes no further request, lets what is being answered end within this time, interrupts the
   * rest, and waits for that a few seconds at most.
   *
   * @return how many had to be interrupted
   */
  public int drain(Duration within) {
    closed = true;
    closeQuietly(listener);
    try {
      Files.deleteIfExists(socket());
    } catch (IOException e) {
      LOG.warn("The control socket {} cannot be removed", socket());
    }
    acceptor.interrupt();
    connections.forEach(ControlConnection::closeIfIdle);
    await(within);
    List<ControlConnection> late = List.copyOf(connections);
    late.forEach(ControlConnection::interrupt);
    await(AFTER_INTERRUPT);
    closeQuietly(lockFile);
    return late.size();
  }

  private void await(Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    for (ControlConnection connection : connections) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (!connection.join(Math.max(1, left))) {
        return;
      }
    }
  }

  /** Interrupts what is being answered. */
  @Override
  public void close() {
    drain(Duration.ZERO);
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable AutoCloseable channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (Exception closedAnyway) {
      // A channel whose close fails is closed.
    }
  }
}
