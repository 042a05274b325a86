// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.egress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt to send a request to the product.
 *
 * @param path encoded, below the client's base address, without query
 * @param status of the answer; empty when there was none
 * @param sent what is known about it at its end
 * @param through the connection's agent by its name, or why it was not used; empty where there is
 *     none
 * @param address that it went to, or tried last, with its port: the agent's where there is one
 * @param certificate that the product has shown
 * @param retryAfter after how long the product asks to be called again
 * @param times how long each phase took, in their order: {@code queue}, {@code secret}, {@code
 *     lookUp}, {@code connect}, {@code tls}, {@code wait}, {@code read}; a phase that was not
 *     reached, or that a kept connection spares, is missing
 */
public record RequestReport(
    String method,
    String path,
    OptionalInt status,
    Sent sent,
    Optional<String> through,
    Optional<String> address,
    Optional<Certificate> certificate,
    Optional<Duration> retryAfter,
    Map<String, Duration> times) {

  /**
   * What is told of a certificate.
   *
   * @param subject whose it is
   * @param expires the last moment at which it is valid
   */
  public record Certificate(String subject, Instant expires) {}

  static RequestReport of(Attempt attempt) {
    Map<String, Duration> times = new LinkedHashMap<>();
    attempt.times().forEach((phase, time) -> times.put(name(phase), time));
    return new RequestReport(
        attempt.method(),
        attempt.path(),
        attempt.status(),
        attempt.sent(),
        attempt.through(),
        attempt.reached().addressInWords(),
        attempt
            .reached()
            .certificate()
            .map(each -> new Certificate(each.subject(), each.expires())),
        attempt.retryAfter(),
        times);
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case QUEUE -> "queue";
      case SECRET -> "secret";
      case LOOK_UP -> "lookUp";
      case CONNECT -> "connect";
      case TLS -> "tls";
      case WAIT -> "wait";
      case READ -> "read";
    };
  }
}
