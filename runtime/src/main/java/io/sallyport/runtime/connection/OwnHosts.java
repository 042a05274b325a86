// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.schema.Parameter;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.References;
import io.sallyport.runtime.schema.ValueType;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts that an admin has written into the parameters of a connection or a vault, as web
 * addresses or by themselves: only they may be this machine itself or a neighbour.
 */
final class OwnHosts {

  /**
   * In lower case, IPv6 addresses without brackets.
   *
   * @throws CommandException 503 when a reference cannot be resolved
   */
  static Set<String> of(RecordSchema schema, Mapping parameters, References references) {
    Set<String> hosts = new HashSet<>();
    for (Parameter parameter : schema.parameters()) {
      if (parameter.type() == ValueType.Basic.URI || parameter.type() == ValueType.Basic.TEXT) {
        text(parameter, parameters, references).flatMap(OwnHosts::host).ifPresent(hosts::add);
      }
    }
    return Set.copyOf(hosts);
  }

  private static Optional<String> text(
      Parameter parameter, Mapping parameters, References references) {
    Optional<Node> written = parameters.find(parameter.key());
    if (written.isEmpty()) {
      return parameter.defaultValue();
    }
    return written
        .filter(Scalar.class::isInstance)
        .map(node -> ((Scalar) node).text())
        .map(text -> references.isReference(text) ? references.value(text) : text);
  }

  private static Optional<String> host(String text) {
    String host = text.strip();
    if (host.contains("://")) {
      try {
        host = String.valueOf(new URI(host).getHost());
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }
    return Optional.of(host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
  }

  private OwnHosts() {}
}
