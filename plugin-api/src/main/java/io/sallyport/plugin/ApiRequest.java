// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One request below a client's base address. Immutable: each method gives a new request.
 *
 * <pre>{@code
 * ApiRequest.delete("/orgs/{}/sender-lists", domain).json(body).expecting(404)
 * }</pre>
 *
 * <p>Each {@code {}} of a path stands for one segment, which is percent-encoded; a value can never
 * add a segment, a query or a host.
 */
public final class ApiRequest {

  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Pattern TEMPLATE = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@{}-]*)+");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final String UNRESERVED = "-._~";

  private final String method;
  private final String path;
  private final List<String> query;
  private final Map<String, String> headers;
  private final Optional<JsonNode> body;
  private final Set<Integer> expected;
  private final boolean repeatable;

  private ApiRequest(
      String method,
      String path,
      List<String> query,
      Map<String, String> headers,
      Optional<JsonNode> body,
      Set<Integer> expected,
      boolean repeatable) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.expected = expected;
    this.repeatable = repeatable;
  }

  /** Repeatable, as all that only reads is. */
  public static ApiRequest get(String path, Object... segments) {
    return of("GET", path, segments).repeatable();
  }

  /** Repeatable, as all that only reads is. */
  public static ApiRequest head(String path, Object... segments) {
    return of("HEAD", path, segments).repeatable();
  }

  public static ApiRequest post(String path, Object... segments) {
    return of("POST", path, segments);
  }

  public static ApiRequest put(String path, Object... segments) {
    return of("PUT", path, segments);
  }

  public static ApiRequest patch(String path, Object... segments) {
    return of("PATCH", path, segments);
  }

  public static ApiRequest delete(String path, Object... segments) {
    return of("DELETE", path, segments);
  }

  /**
   * A request with any method.
   *
   * @param path begins with a slash; each <code>{}</code> is replaced by one of the segments
   * @throws IllegalArgumentException when the path is malformed, when there are not as many
   *     segments as places, or when a segment is empty, {@code .} or {@code ..}
   */
  public static ApiRequest of(String method, String path, Object... segments) {
    if (!METHOD.matcher(method).matches()) {
      throw new IllegalArgumentException("A method is in capital letters, such as GET");
    }
    if (!TEMPLATE.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "The path \"" + path + "\" must begin with a slash and hold no blank, query or fragment");
    }
    return new ApiRequest(
        method, fill(path, segments), List.of(), Map.of(), Optional.empty(), Set.of(), false);
  }

  /** The same with one more query parameter, encoded. */
  public ApiRequest query(String name, Object value) {
    List<String> more = new ArrayList<>(query);
    more.add(encode(name) + "=" + encode(String.valueOf(value)));
    return new ApiRequest(method, path, List.copyOf(more), headers, body, expected, repeatable);
  }

  /**
   * The same with this header, for this request only. Secrets go to {@link
   * ApiClient#withHeader(String, Secret)}.
   *
   * @throws IllegalArgumentException when the name is not a header's, or the value holds a line
   *     break or another control character
   */
  public ApiRequest header(String name, String value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is not the name of a header");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The value of header " + name + " holds a control character");
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiRequest(
        method, path, query, Collections.unmodifiableMap(more), body, expected, repeatable);
  }

  /** The same with this body, sent as {@code application/json} in UTF-8; also with DELETE. */
  public ApiRequest json(JsonNode json) {
    return new ApiRequest(method, path, query, headers, Optional.of(json), expected, repeatable);
  }

  /** The same, for which these statuses of 400 and above are answers like any other. */
  public ApiRequest expecting(int... statuses) {
    Set<Integer> more = new TreeSet<>(expected);
    Arrays.stream(statuses).forEach(more::add);
    return new ApiRequest(
        method, path, query, headers, body, Collections.unmodifiableSet(more), repeatable);
  }

  /**
   * The same, which may be sent twice: twice does no more than once. Only then does the host repeat
   * it by itself after it may have arrived.
   */
  public ApiRequest repeatable() {
    return new ApiRequest(method, path, query, headers, body, expected, true);
  }

  public String method() {
    return method;
  }

  /** Encoded; begins with a slash; relative to the client's base address. */
  public String path() {
    return path;
  }

  /** Encoded, without the question mark; empty when there is none. */
  public String query() {
    return String.join("&", query);
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Optional<JsonNode> body() {
    return body;
  }

  /** Whether a response with this status is an answer and no failure. */
  public boolean expects(int status) {
    return status < 400 || expected.contains(status);
  }

  public boolean isRepeatable() {
    return repeatable;
  }

  /** Method and path; what a log may show. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  private static String fill(String template, Object[] segments) {
    String[] parts = template.split("\\{}", -1);
    if (parts.length - 1 != segments.length) {
      throw new IllegalArgumentException(
          "The path \""
              + template
              + "\" has "
              + (parts.length - 1)
              + " places, not "
              + segments.length);
    }
    StringBuilder path = new StringBuilder(parts[0]);
    for (int index = 0; index < segments.length; index++) {
      path.append(segment(String.valueOf(requireNonNull(segments[index], "a segment is null"))))
          .append(parts[index + 1]);
    }
    if (path.indexOf("{") >= 0 || path.indexOf("}") >= 0) {
      throw new IllegalArgumentException(
          "The path \"" + template + "\" has a brace that is not a place");
    }
    return path.toString();
  }

  private static String segment(String value) {
    if (value.isEmpty() || value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException("\"" + value + "\" cannot be a segment of a path");
    }
    return encode(value);
  }

  private static String encode(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (character < 0x80
          && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0)) {
        encoded.append(character);
      } else {
        encoded.append('%').append(String.format("%02X", (int) character));
      }
    }
    return encoded.toString();
  }
}
