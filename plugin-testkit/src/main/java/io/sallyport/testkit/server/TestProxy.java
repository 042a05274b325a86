// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy on 127.0.0.1, as stands between a network and the Internet: HTTP (CONNECT, and
 * requests with a whole address) or SOCKS5.
 *
 * <p>It remembers what it was asked for, asks for a password if told to, knows names that nobody
 * else knows, and misbehaves on demand. Every method may be called from any thread.
 */
public final class TestProxy implements AutoCloseable {

  private final Kind kind;
  private final Optional<Login> login;
  private final Listener listener;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final Map<String, InetSocketAddress> names = new ConcurrentHashMap<>();
  private volatile Mood mood = Mood.WORKING;

  private TestProxy(Kind kind, Optional<Login> login) {
    this.kind = kind;
    this.login = login;
    this.listener = Listener.start(0, "test-proxy", client -> new ProxyConversation(client, this));
  }

  /** How the proxy is spoken to. */
  public enum Kind {
    /** CONNECT, and requests with a whole address. */
    HTTP,
    /** RFC 1928, with RFC 1929 where a password is asked for. */
    SOCKS5
  }

  /** What the proxy does with who is let in. */
  public enum Mood {
    /** Passes on what comes. */
    WORKING,
    /** Says that the target is not allowed. */
    REFUSES_TARGET,
    /** Answers HTTP 401, as some do where 407 is due. */
    ANSWERS_401,
    /** Takes the connection, and the request, and says nothing. */
    SILENT,
    /** Closes the connection when it is asked for something. */
    CLOSES,
    /** Answers in no protocol at all. */
    RUBBISH
  }

  /** Who is let in. */
  public record Login(String userName, String password) {}

  /** Starts a proxy on a free port that lets everybody in. */
  public static TestProxy start(Kind kind) {
    return new TestProxy(kind, Optional.empty());
  }

  /** Starts a proxy on a free port that lets only these in. */
  public static TestProxy start(Kind kind, Login login) {
    return new TestProxy(kind, Optional.of(login));
  }

  /** Returns how the proxy is spoken to. */
  public Kind speaks() {
    return kind;
  }

  /** Returns the port of the proxy. */
  public int port() {
    return listener.port();
  }

  /** Changes what happens to requests from now on. */
  public void mood(Mood changed) {
    mood = changed;
  }

  /** Has this name lead to that server, for who comes through this proxy. */
  public void knows(String name, URI server) {
    names.put(name, new InetSocketAddress(server.getHost(), server.getPort()));
  }

  /**
   * Returns what was asked for by who was let in, oldest first, each like {@code
   * api.example.com:443}.
   */
  public List<String> targets() {
    return List.copyOf(targets);
  }

  /** Returns how many connections were accepted. */
  public long connections() {
    return listener.accepted();
  }

  /** Ends everything and waits, at most ten seconds, until no thread is left. May be repeated. */
  @Override
  public void close() {
    listener.close();
  }

  Optional<Login> login() {
    return login;
  }

  Mood mood() {
    return mood;
  }

  void asked(String host, int port) {
    targets.add(host + ":" + port);
  }

  /** Where the target is: by a name that only this proxy knows, or as everybody finds it. */
  InetSocketAddress address(String host, int port) {
    InetSocketAddress known = names.get(host);
    return known == null ? new InetSocketAddress(host, port) : known;
  }
}
