// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The headers that a client sends with every request, some of them secret. Immutable. */
final class RequestHeaders {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** They say where a message goes and where it ends: a plugin must not have a say in that. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "upgrade",
          "expect",
          "te",
          "trailer");

  private final Map<String, Supplier<String>> values;

  private RequestHeaders(Map<String, Supplier<String>> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** What is sent unless a plugin says otherwise. */
  static RequestHeaders defaults() {
    String version = RequestHeaders.class.getPackage().getImplementationVersion();
    Map<String, Supplier<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.put("Accept", () -> "application/json");
    String agent = "Sallyport/" + (version == null ? "development" : version);
    values.put("User-Agent", () -> agent);
    return new RequestHeaders(values);
  }

  /**
   * The same with one more header; it takes the place of one with the same name.
   *
   * @throws IllegalArgumentException when the name is not a header's, or is not a plugin's to set
   */
  RequestHeaders with(String name, Supplier<String> value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is not the name of a header");
    }
    refuseReserved(name);
    Map<String, Supplier<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(values);
    more.remove(name);
    more.put(name, value);
    return new RequestHeaders(more);
  }

  /**
   * All headers of this request in clear text, the request's own before the client's. May block,
   * since a secret may be looked up.
   *
   * @throws CommandException when a secret cannot be had, or a value cannot be sent; the message
   *     names the header
   */
  Map<String, String> reveal(ApiRequest request) {
    Map<String, String> revealed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .headers()
        .forEach(
            (name, value) -> {
              refuseReserved(name);
              revealed.put(name, sendable(name, value));
            });
    values.forEach(
        (name, value) -> {
          if (!revealed.containsKey(name)) {
            revealed.put(name, sendable(name, reveal(value)));
          }
        });
    if (request.body().isPresent()) {
      revealed.putIfAbsent("Content-Type", "application/json");
    }
    return revealed;
  }

  private static String reveal(Supplier<String> value) {
    try {
      return value.get();
    } catch (CommandException e) {
      throw e.withSent(Sent.NO);
    }
  }

  /** HTTP knows no way to send anything else; a line break would start a header of its own. */
  static String sendable(String name, String value) {
    boolean sendable =
        value
            .chars()
            .allMatch(character -> character <= 0xff && !Character.isISOControl(character));
    if (!sendable) {
      throw Finding.HEADER_NOT_SENDABLE.failure(Map.of("header", name)).withSent(Sent.NO);
    }
    return value;
  }

  private static void refuseReserved(String name) {
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("The header " + name + " is set by the host alone");
    }
  }
}
