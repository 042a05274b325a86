// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is sent back; immutable.
 *
 * <p>The server adds {@code Content-Length} and, where it matters, {@code Connection}; nothing
 * else. Statuses 204 and 304 are sent without the body, whatever is here.
 */
public final class ServerAnswer {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private ServerAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    if (status < 200 || status > 999) {
      throw new IllegalArgumentException(
          "A status is a number from 200 to 999; this is " + status + ".");
    }
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns an answer with neither headers nor body. */
  public static ServerAnswer of(int status) {
    return new ServerAnswer(status, List.of(), new byte[0]);
  }

  /** Returns an answer declared as {@code application/json}; the text is sent as it is. */
  public static ServerAnswer json(int status, String text) {
    return text(status, "application/json", text);
  }

  /** Returns an answer with a text in UTF-8, declared as given. */
  public static ServerAnswer text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns an answer with these bytes, declared as given. */
  public static ServerAnswer bytes(int status, String contentType, byte[] body) {
    return new ServerAnswer(status, List.of(), body.clone())
        .withHeader("Content-Type", contentType);
  }

  /**
   * Returns this answer with one header more; one of the same name stays.
   *
   * @throws IllegalArgumentException for what cannot stand in a header, and for {@code
   *     Content-Length} and {@code Transfer-Encoding}, which are the server's
   */
  public ServerAnswer withHeader(String name, String value) {
    if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "This cannot be sent as a header: "
              + name
              + ". A name has letters, digits and hyphens; a value has no line break and no"
              + " character beyond Latin-1.");
    }
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          name + " is set by the server. To send a wrong one use a fault, like cut.");
    }
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new ServerAnswer(status, List.copyOf(more), body);
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the headers as name and value, in the order in which they are sent. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** Returns a copy of the body. */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the body read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns the first value of a header, or the given one when there is none. */
  String header(String name, String otherwise) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }

  ServerAnswer withOnlyHeader(String name, String value) {
    List<Map.Entry<String, String>> others =
        headers.stream().filter(header -> !header.getKey().equalsIgnoreCase(name)).toList();
    return new ServerAnswer(status, others, body).withHeader(name, value);
  }

  /** Returns this answer with other bytes, declared as before, or not at all. */
  public ServerAnswer withBody(byte[] other) {
    return new ServerAnswer(status, headers, other.clone());
  }

  boolean mayHaveBody() {
    return status != 204 && status != 304;
  }

  /** Returns the status and the length of the body: no header, no content. */
  @Override
  public String toString() {
    return "status " + status + " with " + body.length + " bytes";
  }
}
