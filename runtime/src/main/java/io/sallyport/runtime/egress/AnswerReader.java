// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Makes of an answer what the plugin gets: a response, or the product's own failure. Takes time
 * with a large answer, so it is done by the thread that waits for it.
 */
final class AnswerReader {

  private static final String CONTENT_ENCODING = "Content-Encoding";

  private final BaseAddress base;
  private final Limits limits;

  AnswerReader(BaseAddress base, Limits limits) {
    this.base = base;
    this.limits = limits;
  }

  /**
   * @throws CommandException when the answer is a redirect, cannot be unpacked, or has a status of
   *     400 and above that was not expected
   */
  ApiResponse read(Answer answer, ApiRequest request) {
    if (answer.status() >= 300 && answer.status() < 400 && answer.status() != 304) {
      throw redirect(answer, request);
    }
    ApiResponse response = unpack(answer);
    if (request.expects(answer.status())) {
      return response;
    }
    throw failure(response, answer);
  }

  /** What the product asks for when it is too busy; empty when it does not, or makes no sense. */
  static Optional<Duration> retryAfter(Answer answer) {
    return answer.status() == 429 || answer.status() == 503
        ? answer
            .header("Retry-After")
            .flatMap(value -> RetryPolicy.retryAfter(value, Instant.now()))
        : Optional.empty();
  }

  private static CommandException failure(ApiResponse response, Answer answer) {
    CommandException failure = response.failure();
    for (String note : answer.notes()) {
      failure = failure.withDetail(note);
    }
    for (String line : remedies(answer)) {
      failure = failure.withDetail(line);
    }
    return failure;
  }

  /** What to do about statuses that mean the same with every product. */
  private static List<String> remedies(Answer answer) {
    Optional<Duration> wait = retryAfter(answer);
    if (wait.isPresent()) {
      return List.of("The product asks to wait " + wait.get().toSeconds() + " s (Retry-After).");
    }
    return switch (answer.status()) {
      case 429 ->
          List.of(
              "The product gets more requests than it takes: call it less often, or set"
                  + " limits.requestsPerMinute of the connection.");
      case 500, 501 ->
          List.of("The fault is the product's: if it stays, ask the product's support.");
      case 502, 503, 504 ->
          List.of(
              "The product, or a gateway before it, is not available: try again later, and look at"
                  + " the product's status page.");
      default -> List.of();
    };
  }

  private CommandException redirect(Answer answer, ApiRequest request) {
    String target =
        answer
            .header("Location")
            .flatMap(location -> origin(location, request))
            .orElse("an address that cannot be read");
    return Finding.REDIRECT
        .failure(Map.of("method", request.method(), "target", target))
        .withSent(Sent.YES);
  }

  /** Scheme, host and port; the rest may hold what is not for everybody. */
  private Optional<String> origin(String location, ApiRequest request) {
    try {
      URI target = base.resolve(request.path()).resolve(location.strip());
      if (target.getHost() == null) {
        return Optional.empty();
      }
      String port = target.getPort() < 0 ? "" : ":" + target.getPort();
      return Optional.of(target.getScheme() + "://" + target.getHost() + port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ApiResponse unpack(Answer answer) {
    String encoding =
        answer.header(CONTENT_ENCODING).orElse("identity").strip().toLowerCase(Locale.ROOT);
    byte[] body = answer.body().getBytes();
    if (body.length == 0 || encoding.equals("identity") || encoding.isEmpty()) {
      return ApiResponse.of(answer.status(), answer.headers(), body);
    }
    if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
      throw Finding.ANSWER_ENCODING_UNKNOWN.failure().withSent(Sent.YES);
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers());
    headers.remove(CONTENT_ENCODING);
    return ApiResponse.of(answer.status(), headers, inflate(body));
  }

  private byte[] inflate(byte[] packed) {
    long byRatio = Math.max((long) packed.length * limits.maxRatio(), Limits.RATIO_COUNTS_FROM);
    int most = (int) Math.min(Math.min(byRatio, limits.maxInflatedBytes()), Integer.MAX_VALUE - 16);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = unpacked.readNBytes(most);
      if (body.length == most && unpacked.read() >= 0) {
        throw byRatio < limits.maxInflatedBytes()
            ? Finding.ANSWER_PACKED_TOO_TIGHTLY
                .failure(Map.of("ratio", limits.maxRatio()))
                .withSent(Sent.YES)
            : Failures.tooLargeUnpacked(limits);
      }
      return body;
    } catch (IOException e) {
      String what = e instanceof EOFException ? "ends too early" : "is damaged";
      throw Finding.ANSWER_PACKED_BADLY.failure(Map.of("damage", what), e).withSent(Sent.YES);
    }
  }
}
