// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.connection.ConnectionDefinition.HealthCheckDefinition;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.settings.Settings.HealthDefaults;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each connection is watched: its own keys, what they leave out from the defaults. */
final class HealthPolicies {

  private static final int AFTER_FAILURES = 3;
  private static final int RECOVER_AFTER = 2;
  private static final Duration REMINDER = Duration.ofHours(6);

  /** By name, of those that are active and have an interval. */
  static Map<String, HealthPolicy> of(
      Settings settings, List<Connection> connections, Map<String, String> pluginVersions) {
    Map<String, HealthPolicy> policies = new LinkedHashMap<>();
    for (Connection connection : connections) {
      String version = pluginVersions.getOrDefault(connection.integration().info().id(), "");
      // Another plugin may go another way to the product.
      of(settings, connection, connection.identity() + " " + version)
          .ifPresent(policy -> policies.put(connection.name(), policy));
    }
    return Collections.unmodifiableMap(policies);
  }

  private static Optional<HealthPolicy> of(
      Settings settings, Connection connection, String identity) {
    Optional<HealthCheckDefinition> own = connection.definition().healthCheck();
    Optional<HealthDefaults> defaults = settings.healthDefaults();
    boolean on =
        connection.definition().active() && own.map(HealthCheckDefinition::enabled).orElse(true);
    return interval(own, defaults)
        .filter(interval -> on)
        .map(
            interval ->
                new HealthPolicy(
                    interval,
                    shorter(
                        interval,
                        own.flatMap(HealthCheckDefinition::retryInterval)
                            .or(() -> defaults.flatMap(HealthDefaults::retryInterval))
                            .orElse(interval)),
                    own.flatMap(HealthCheckDefinition::afterFailures)
                        .or(() -> defaults.flatMap(HealthDefaults::afterFailures))
                        .orElse(AFTER_FAILURES),
                    own.flatMap(HealthCheckDefinition::recoverAfter)
                        .or(() -> defaults.flatMap(HealthDefaults::recoverAfter))
                        .orElse(RECOVER_AFTER),
                    own.flatMap(HealthCheckDefinition::reminder)
                        .or(() -> defaults.flatMap(HealthDefaults::reminder))
                        .orElse(REMINDER),
                    notify(own, defaults),
                    identity));
  }

  /** From one check to the next, where there is one. */
  static Optional<Duration> interval(
      Optional<HealthCheckDefinition> own, Optional<HealthDefaults> defaults) {
    return own.flatMap(HealthCheckDefinition::interval)
        .or(() -> defaults.flatMap(HealthDefaults::interval));
  }

  /** Who is told. */
  static List<String> notify(
      Optional<HealthCheckDefinition> own, Optional<HealthDefaults> defaults) {
    return own.flatMap(HealthCheckDefinition::notify_)
        .or(() -> defaults.flatMap(HealthDefaults::notify_))
        .orElse(List.of());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private HealthPolicies() {}
}
