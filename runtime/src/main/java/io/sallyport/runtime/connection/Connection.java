// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.egress.AgentSettings;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A connection that may be used: its definition, the integration behind it, and its secrets.
 *
 * @param parameters as they are written, references unresolved
 * @param agent through which everything goes
 * @param identity equal for two of one name that are reached in the same way, so that a session of
 *     the one serves the other
 */
public record Connection(
    ConnectionDefinition definition,
    LoadedIntegration integration,
    Mapping parameters,
    ConnectionSecrets secrets,
    Optional<AgentSettings> agent,
    String identity) {

  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);

  public String name() {
    return definition.name();
  }

  /** How long a command may take in all. */
  public Duration commandTimeout() {
    return definition
        .timeouts()
        .flatMap(ConnectionDefinition.TimeoutDefinition::command)
        .orElse(COMMAND_TIMEOUT);
  }

  /** Whether the product must show a certificate that is trusted. */
  public boolean verifiesCertificates() {
    return definition.tls().map(ConnectionDefinition.TlsDefinition::verify).orElse(true);
  }

  /** The vault of each secret that is looked up, in the order of the parameters. */
  public List<String> secretVaults() {
    return integration.connectionSchema().parameters().stream()
        .filter(Parameter::isSecret)
        .flatMap(parameter -> parameters.find(parameter.key()).stream())
        .filter(Scalar.class::isInstance)
        .flatMap(value -> secrets.vault(((Scalar) value).text()).stream())
        .toList();
  }

  @Override
  public String toString() {
    return name() + " (" + integration.info().id() + ")";
  }
}
