// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all calls of one client share.
 *
 * @param headers revealed afresh for each attempt
 * @param gate shared by all clients of the connection
 */
record Destination(
    BaseAddress base,
    EgressSettings settings,
    Credentials credentials,
    RequestHeaders headers,
    AddressRule rule,
    Gate gate,
    Route route,
    RetryPolicy retries,
    Failures failures) {

  static Destination of(
      BaseAddress base,
      EgressSettings settings,
      Credentials credentials,
      RequestHeaders headers,
      AddressRule rule,
      Gate gate) {
    Route route = Route.of(base, settings);
    return new Destination(
        base,
        settings,
        credentials,
        headers,
        rule,
        gate,
        route,
        new RetryPolicy(() -> ThreadLocalRandom.current().nextDouble()),
        new Failures(base, settings, route.agent()));
  }

  Destination with(RequestHeaders other) {
    return new Destination(
        base, settings, credentials, other, rule, gate, route, retries, failures);
  }

  /** Why this secret header may not go there; empty when it may. */
  Optional<CommandException> refusesSecrets(String header) {
    return settings
        .secretOrigins()
        .filter(origins -> !origins.contains(base.origin()))
        .map(
            origins ->
                Finding.SECRET_ELSEWHERE.failure(
                    Map.of(
                        "header",
                        header,
                        "origin",
                        base.origin(),
                        "name",
                        settings.connectionName(),
                        "origins",
                        origins.isEmpty()
                            ? "there is none"
                            : String.join(", ", new TreeSet<>(origins)))));
  }

  /**
   * What a request sends in clear text. May block, since secrets may be looked up.
   *
   * @param renewals see {@link Revealed}
   */
  Revealed reveal(ApiRequest request, int renewals) {
    return new Revealed(
        headers.reveal(request),
        route
            .agent()
            .flatMap(AgentSettings::credentials)
            .map(credentials -> credentials.password().reveal()),
        renewals);
  }
}
