// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Secret;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host for the tests of a plugin. Its clients either play prepared answers:
 *
 * <pre>{@code
 * FakeHost host = FakeHost.answering(Answer.json(200, "{}").to("GET", "/me"), Answer.empty(204));
 * }</pre>
 *
 * <p>or send real requests ({@link #overHttp}). Both keep what was sent ({@link #requests}) and
 * treat answers as {@link ApiClient} promises: a status of 400 and above that is not expected, a
 * redirect, a run that is cancelled or past its deadline end in a {@link
 * io.sallyport.plugin.CommandException}. Neither repeats a request.
 *
 * <p>Thread-safe.
 */
public final class FakeHost implements Host {

  private final Exchange exchange;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile String connectionName = "test-connection";
  private volatile InstantSource clock = InstantSource.system();

  private FakeHost(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * A host whose clients open no socket. Each request gets the first of these answers that
   * {@linkplain Answer#to is for it} and has not been played yet; a request for which none is left
   * fails the test with an {@link AssertionError} that names the request and the answers that
   * remain.
   */
  public static FakeHost answering(Answer... answers) {
    return new FakeHost(new Script(List.of(answers)));
  }

  /**
   * A host whose clients send real requests with the JDK's HTTP client, HTTP/1.1, directly. The
   * deadline of a run is kept in real time, from connecting to the last byte.
   */
  public static FakeHost overHttp() {
    return new FakeHost(new JdkExchange());
  }

  /** {@code test-connection}, unless it was set. */
  @Override
  public String connectionName() {
    return connectionName;
  }

  public void setConnectionName(String name) {
    connectionName = requireNonNull(name, "name is null");
  }

  /** The system's clock until another is set; whoever has asked for it earlier sees the new one. */
  @Override
  public InstantSource clock() {
    return () -> clock.instant();
  }

  /** Changes what {@link #clock} tells. The deadlines of runs stay in real time. */
  public void setClock(InstantSource source) {
    clock = requireNonNull(source, "source is null");
  }

  @Override
  public ApiClient http(URI base) {
    if (!List.of("http", "https").contains(base.getScheme())
        || base.getHost() == null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw InvalidInputException.of(
          "base", "be an absolute http or https address without query and fragment, not " + base);
    }
    return new FakeClient(base, exchange, requests::add);
  }

  /** What was sent so far, also without success, oldest first; a copy. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /**
   * The prepared answers that no request has used, in their order; empty with {@link #overHttp}.
   */
  public List<Answer> unplayed() {
    return exchange instanceof Script script ? script.unplayed() : List.of();
  }

  /** A prepared answer. Immutable: each method gives a new one. */
  public static final class Answer {

    private final Reply reply;
    private final Optional<String> target;
    private final boolean lasting;

    private Answer(Reply reply, Optional<String> target, boolean lasting) {
      this.reply = reply;
      this.target = target;
      this.lasting = lasting;
    }

    /** An answer of {@code application/json}; the text is not checked, so it can also be broken. */
    public static Answer json(int status, String json) {
      return text(status, "application/json", json);
    }

    /** An answer of any content type, in UTF-8. */
    public static Answer text(int status, String contentType, String body) {
      return new Answer(
          Reply.of(status, Map.of("Content-Type", contentType), body), Optional.empty(), false);
    }

    /** An answer without a body, such as 204. */
    public static Answer empty(int status) {
      return new Answer(Reply.of(status, Map.of(), ""), Optional.empty(), false);
    }

    /**
     * The request is sent and no answer comes: a {@link io.sallyport.plugin.CommandException} with
     * status 504 and {@link io.sallyport.plugin.Sent#UNKNOWN}.
     */
    public static Answer none() {
      return new Answer(Reply.lost(), Optional.empty(), false);
    }

    /**
     * The connection is refused: a {@link io.sallyport.plugin.CommandException} with status 503 and
     * {@link io.sallyport.plugin.Sent#NO}.
     */
    public static Answer refusedConnection() {
      return new Answer(Reply.unreachable(), Optional.empty(), false);
    }

    /**
     * The same, for requests with this method and this path only.
     *
     * @param path encoded, below the client's base address, without query
     */
    public Answer to(String method, String path) {
      return new Answer(reply, Optional.of(method + " " + path), lasting);
    }

    /** The same with one more header. */
    public Answer withHeader(String name, String value) {
      return new Answer(reply.withHeader(name, value), target, lasting);
    }

    /** The same, which is played as often as it is asked for. */
    public Answer always() {
      return new Answer(reply, target, true);
    }

    boolean isFor(Request request) {
      return target.map(request.toString()::equals).orElse(true);
    }

    boolean isLasting() {
      return lasting;
    }

    Reply reply() {
      return reply;
    }

    /** What it is and what it is for, without its body. */
    @Override
    public String toString() {
      return reply + target.map(request -> " to " + request).orElse("");
    }
  }

  /** A request as it was sent. Immutable. */
  public static final class Request {

    private final String method;
    private final URI base;
    private final String path;
    private final String query;
    private final Map<String, String> headers;
    private final Map<String, String> secrets;
    private final Optional<JsonNode> body;

    /** The secrets are headers too, here with their values in clear text. */
    Request(
        String method,
        URI base,
        String path,
        String query,
        Map<String, String> headers,
        Map<String, String> secrets,
        Optional<JsonNode> body) {
      this.method = method;
      this.base = base;
      this.path = path;
      this.query = query;
      this.headers = byName(headers);
      this.secrets = byName(secrets);
      this.body = body;
    }

    public String method() {
      return method;
    }

    /** The address that the client was made for. */
    public URI base() {
      return base;
    }

    /** Encoded, below {@link #base}, without query. */
    public String path() {
      return path;
    }

    /** Encoded, without the question mark; empty when there is none. */
    public String query() {
      return query;
    }

    public Optional<JsonNode> body() {
      return body;
    }

    /**
     * What the plugin has set, by name without regard to case. The value of a secret reads {@value
     * io.sallyport.plugin.Secret#MASK}.
     */
    public Map<String, String> headers() {
      Map<String, String> masked = byName(headers);
      secrets.keySet().forEach(name -> masked.put(name, Secret.MASK));
      return Collections.unmodifiableMap(masked);
    }

    /** Whether this header was set from a {@link Secret} whose value was {@code value}. */
    public boolean carriesSecret(String header, String value) {
      return value.equals(secrets.get(header));
    }

    Map<String, String> revealedHeaders() {
      Map<String, String> revealed = byName(headers);
      revealed.putAll(secrets);
      return revealed;
    }

    /** Method and path, such as {@code GET /me}. */
    @Override
    public String toString() {
      return method + " " + path;
    }

    private static Map<String, String> byName(Map<String, String> headers) {
      Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      sorted.putAll(headers);
      return sorted;
    }
  }
}
