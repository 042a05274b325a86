// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request as it arrived; immutable. */
public final class ServerRequest {

  private final RequestHead head;
  private final byte[] body;

  /** Keeps the body, which the caller must not change. */
  ServerRequest(RequestHead head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  /** Returns the method as sent, like {@code GET}. */
  public String method() {
    return head.method();
  }

  /** Returns the request target as sent: path and query, still percent-encoded. */
  public String target() {
    return head.target();
  }

  /** Returns the path, still percent-encoded; of an absolute target only its path. */
  public String path() {
    return head.path();
  }

  /** Returns what stands behind the first question mark of the target, still percent-encoded. */
  public Optional<String> query() {
    return head.query();
  }

  /** Returns all headers; the map takes names in any case and cannot be changed. */
  public Map<String, List<String>> headers() {
    return head.headers();
  }

  /**
   * Returns the first value of a header.
   *
   * @param name in any case
   */
  public Optional<String> header(String name) {
    return head.headers().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns a copy of the body, whole and without transfer coding; empty when there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  RequestHead head() {
    return head;
  }

  int bodyLength() {
    return body.length;
  }

  /** Returns method, path, header names and the length of the body: no value, no query. */
  @Override
  public String toString() {
    return method() + " " + path() + " " + headers().keySet() + " " + body.length + " bytes";
  }
}
