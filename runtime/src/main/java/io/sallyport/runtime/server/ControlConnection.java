// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. One thread works on it; another sees the other end leave and then
 * interrupts the first.
 */
final class ControlConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);

  private final SocketChannel channel;
  private final String account;
  private final ControlHandler handler;
  private final Consumer<ControlConnection> whenOver;
  private final Thread worker = new Thread(this::work, "control-answer");

  /** Guarded by this. */
  private Phase phase = Phase.LISTENING;

  private enum Phase {
    LISTENING,
    WORKING,
    /** The work is done: neither an interrupt nor a close may take the answer away. */
    ANSWERING
  }

  ControlConnection(
      SocketChannel channel,
      String account,
      ControlHandler handler,
      Consumer<ControlConnection> whenOver) {
    this.channel = channel;
    this.account = account;
    this.handler = handler;
    this.whenOver = whenOver;
    worker.setDaemon(true);
  }

  void start() {
    worker.start();
  }

  /** Nothing is lost: the other end has not asked for anything yet. */
  synchronized void closeIfIdle() {
    if (phase == Phase.LISTENING) {
      close();
    }
  }

  synchronized void interrupt() {
    if (phase == Phase.WORKING) {
      worker.interrupt();
    } else {
      closeIfIdle();
    }
  }

  /** Whether it is over within this time. */
  boolean join(long millis) {
    try {
      worker.join(millis);
      return !worker.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work() {
    try {
      Optional<ObjectNode> request = Lines.read(channel);
      if (request.isPresent() && begins()) {
        Thread watcher = new Thread(this::watch, "control-watch");
        watcher.setDaemon(true);
        watcher.start();
        ObjectNode answer = answer(request.get());
        ends();
        Lines.write(channel, answer);
      }
    } catch (IOException left) {
      LOG.debug("The control socket was left: {}", ControlSocket.reason(left));
    } finally {
      close();
      whenOver.accept(this);
    }
  }

  private ObjectNode answer(ObjectNode request) {
    try {
      return handler.answer(request, account);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("A request at the control socket ended in a fault of Sallyport", e);
      return JsonNodeFactory.instance.objectNode().put("fault", e.getClass().getSimpleName());
    }
  }

  private synchronized boolean begins() {
    phase = Phase.WORKING;
    return channel.isOpen();
  }

  private synchronized void ends() {
    phase = Phase.ANSWERING;
    // Clears the flag: an interrupt that came too late would close the channel at the next write.
    if (Thread.interrupted()) {
      LOG.debug("The answer came although its request was given up");
    }
  }

  /** The other end sends nothing after its request: what comes is its end. */
  private void watch() {
    try {
      while (channel.read(ByteBuffer.allocate(64)) >= 0) {
        // Not part of the conversation.
      }
      left();
    } catch (IOException closedHere) {
      LOG.trace("The answer is out");
    }
  }

  private synchronized void left() {
    if (phase == Phase.WORKING) {
      worker.interrupt();
    }
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // A channel whose close fails is closed.
    }
  }
}
