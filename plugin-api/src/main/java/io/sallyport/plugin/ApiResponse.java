// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole answer of the product. Immutable. */
public final class ApiResponse {

  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9._:-]+)\"?", Pattern.CASE_INSENSITIVE);

  /** Bounds what a product's answer can cost: depth, length of a number, length of a text. */
  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxNumberLength(100)
                          .maxStringLength(5_000_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  private ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * An answer, for the host and for tests. The body is copied; header names are compared without
   * regard to case.
   */
  public static ApiResponse of(int status, Map<String, List<String>> headers, byte[] body) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return new ApiResponse(status, copy, body.clone());
  }

  public int status() {
    return status;
  }

  /** The header's first value. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * The body as text, in the charset that the product names, else UTF-8; what cannot be decoded
   * becomes U+FFFD.
   */
  public String text() {
    return new String(body, charset());
  }

  /**
   * The body as JSON.
   *
   * @throws CommandException with status 502 when it is not JSON, or too deep or too large to be
   *     taken
   */
  public JsonNode json() {
    return readJson()
        .orElseThrow(
            () -> {
              CommandException unreadable =
                  CommandException.of(502, "Bad Gateway: the answer is not JSON that can be read.")
                      .withSent(Sent.YES)
                      .withDetail(describeBody());
              return isHtml()
                  ? unreadable.withDetail(
                      "The sign-in page of a network, or a gateway, answers like that in the"
                          + " product's place: check the Server URL, and what stands between.")
                  : unreadable;
            });
  }

  /**
   * How this answer reads as a failure: its status and the product's own words, wherever it has put
   * them. For a plugin that expected the status and then decides that it is a failure after all.
   */
  public CommandException failure() {
    Optional<JsonNode> json = readJson();
    String message = ErrorMessage.of(status, json, isHtml() ? "" : text());
    CommandException failure = CommandException.of(status, message).withSent(Sent.YES);
    return json.map(failure::withRawData).orElse(failure);
  }

  private Optional<JsonNode> readJson() {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null || json.isMissingNode() ? Optional.empty() : Optional.of(json);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String describeBody() {
    String type = header("Content-Type").orElse("no content type");
    return "The product answered status "
        + status
        + " with "
        + body.length
        + " bytes of "
        + type
        + ".";
  }

  private boolean isHtml() {
    return header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html")
        || text().stripLeading().startsWith("<");
  }

  private Charset charset() {
    Matcher named = CHARSET.matcher(header("Content-Type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The status and the size of the body, never the body. */
  @Override
  public String toString() {
    return "status " + status + ", " + body.length + " bytes";
  }
}
