// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy that passes reads on and breaks the connection in the middle of a write, after
 * exactly so many bytes of the request or of its answer. Where on a connection the write begins it
 * finds out by itself, so that nothing is assumed of how a client reuses its connections.
 */
final class WriteCutter implements AutoCloseable {

  /** Which direction is counted. */
  enum Side {
    REQUEST,
    ANSWER
  }

  /** How the client sees the end. */
  enum Ending {
    RESET,
    CLOSE
  }

  /** What happens to every request after the cut. */
  enum Afterwards {
    PASSES,
    IS_CUT
  }

  /** One cut. The request is cut when that many bytes of it were passed on, the answer likewise. */
  record Cut(Side side, int bytes, Ending ending, Afterwards afterwards) {}

  private static final int SEGMENT = 65_536;

  private final ServerSocket listener;
  private final URI target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Plan plan = new Plan(Optional.empty());

  private WriteCutter(URI target) throws IOException {
    this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    this.target = target;
  }

  static WriteCutter to(URI target) {
    try {
      WriteCutter cutter = new WriteCutter(target);
      start("accept", cutter::accept);
      return cutter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** From now on passes everything and keeps the bytes of writes and their answers. */
  Plan passEverything() {
    plan = new Plan(Optional.empty());
    return plan;
  }

  /** Cuts the next write. */
  Plan cut(Cut cut) {
    plan = new Plan(Optional.of(cut));
    return plan;
  }

  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(WriteCutter::closeQuietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        Conversation conversation = new Conversation(client, server);
        start("requests", conversation::passRequests);
        start("answers", conversation::passAnswers);
      } catch (IOException e) {
        // Closed, or a client that is gone already.
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "write-cutter-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("A socket's close does not fail", e);
    }
  }

  /** What is to happen to one write, and what has happened to it. Thread-safe. */
  static final class Plan {

    private final Optional<Cut> cut;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private boolean carriedOut;

    private Plan(Optional<Cut> cut) {
      this.cut = cut;
    }

    /** The bytes of writes that were passed on, as text. */
    synchronized String request() {
      return request.toString(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of the answers to writes that were passed on, as text. */
    synchronized String answer() {
      return answer.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized boolean isCarriedOut() {
      return carriedOut;
    }

    /** How many of these bytes of a write or its answer may pass; below zero means no end yet. */
    private synchronized int pass(Side side, byte[] segment, int length) {
      ByteArrayOutputStream passed = side == Side.REQUEST ? request : answer;
      int left =
          cut.filter(each -> each.side() == side)
              .map(each -> each.bytes() - passed.size())
              .orElse(Integer.MAX_VALUE);
      passed.write(segment, 0, Math.min(left, length));
      if (left > length) {
        return -1;
      }
      carriedOut = true;
      return left;
    }

    private synchronized boolean cutsRead() {
      return carriedOut && cut.orElseThrow().afterwards() == Afterwards.IS_CUT;
    }

    private boolean resets() {
      return cut.orElseThrow().ending() == Ending.RESET;
    }
  }

  /** One connection of the client and the one to the server that belongs to it. */
  private final class Conversation {

    private final Socket client;
    private final Socket server;
    private boolean requestBegins = true;
    private boolean writes;
    private boolean ended;

    private Conversation(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void passRequests() {
      pump(client, server, Side.REQUEST);
    }

    private void passAnswers() {
      pump(server, client, Side.ANSWER);
    }

    /** A connection that ended is read on to its end: closed with unread bytes it would reset. */
    private void pump(Socket from, Socket to, Side side) {
      byte[] segment = new byte[SEGMENT];
      try (from) {
        InputStream source = from.getInputStream();
        OutputStream sink = to.getOutputStream();
        for (int length = source.read(segment); length >= 0; length = source.read(segment)) {
          pass(side, segment, length, sink);
        }
        end(to);
      } catch (IOException e) {
        endQuietly(to);
      } finally {
        open.remove(from);
      }
    }

    private synchronized void pass(Side side, byte[] segment, int length, OutputStream sink)
        throws IOException {
      if (ended) {
        return;
      }
      Plan current = plan;
      if (side == Side.ANSWER) {
        requestBegins = true;
      } else if (requestBegins) {
        requestBegins = false;
        writes = segment[0] != 'G';
      }
      if (!writes) {
        if (current.cutsRead()) {
          cutOff(current);
        } else {
          sink.write(segment, 0, length);
        }
        return;
      }
      int passing = current.pass(side, segment, length);
      sink.write(segment, 0, passing < 0 ? length : passing);
      if (passing >= 0) {
        cutOff(current);
      }
    }

    private void cutOff(Plan current) throws IOException {
      ended = true;
      if (current.resets()) {
        client.setSoLinger(true, 0);
        client.close();
      } else {
        client.shutdownOutput();
      }
      server.shutdownOutput();
    }

    private synchronized void end(Socket to) throws IOException {
      if (!ended && !to.isClosed()) {
        to.shutdownOutput();
      }
    }

    private void endQuietly(Socket to) {
      try {
        end(to);
      } catch (IOException e) {
        closeQuietly(to);
      }
    }
  }
}
