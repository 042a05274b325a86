// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.egress.Limits;
import io.sallyport.runtime.egress.Throttle;
import io.sallyport.runtime.egress.Tls;
import io.sallyport.runtime.failure.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a connection's definition says about the wire, with the defaults for what it leaves out. */
final class EgressSettingsReader {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TLS_TIMEOUT = Duration.ofSeconds(10);
  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";

  /**
   * Reads the certificates to trust, if a file is named.
   *
   * @throws CommandException 503 when that file cannot be read
   */
  static EgressSettings read(
      Connection connection, Set<String> ownHosts, Set<String> ownOrigins, Path folder) {
    ConnectionDefinition definition = connection.definition();
    Tls tls =
        definition
            .tls()
            .map(
                each ->
                    new Tls(
                        each.trustCertificates()
                            .map(value -> certificates(definition, value, folder)),
                        each.verify()))
            .orElse(new Tls(Optional.empty(), true));
    return new EgressSettings(
        definition.name(),
        ownHosts,
        definition.allowPlainHttp(),
        definition
            .timeouts()
            .flatMap(ConnectionDefinition.TimeoutDefinition::connect)
            .orElse(CONNECT_TIMEOUT),
        definition
            .timeouts()
            .flatMap(ConnectionDefinition.TimeoutDefinition::tls)
            .orElse(TLS_TIMEOUT),
        tls,
        Limits.defaults(),
        definition.limits().map(EgressSettingsReader::throttle).orElseGet(Throttle::defaults),
        connection.agent(),
        Optional.of(ownOrigins));
  }

  private static Throttle throttle(ConnectionDefinition.LimitDefinition limits) {
    return new Throttle(
        limits.concurrentRequests(),
        limits.waitingRequests(),
        limits.requestsPerMinute().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  private static String certificates(ConnectionDefinition definition, String value, Path folder) {
    if (value.contains(PEM_BEGIN)) {
      return value;
    }
    try {
      String pem = Files.readString(folder.resolve(value));
      if (pem.contains(PEM_BEGIN)) {
        return pem;
      }
      throw unreadable(
          definition, value + " holds no certificate in PEM: no line reads " + PEM_BEGIN);
    } catch (IOException | InvalidPathException e) {
      throw Finding.caused(unreadable(definition, value + " cannot be read"), e);
    }
  }

  private static CommandException unreadable(ConnectionDefinition definition, String reason) {
    return Finding.CERTIFICATES_UNREADABLE
        .failure(
            Map.of("name", definition.name(), "reason", reason, "declared", definition.place()))
        .withSent(Sent.NO);
  }

  private EgressSettingsReader() {}
}
