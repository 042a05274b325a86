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
import io.sallyport.runtime.tree.Sequence;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the web addresses in the parameters of a connection lead: scheme, host and port of each.
 */
final class OwnOrigins {

  private final Optional<References> resolver;
  private final References references;
  private final Set<String> origins = new HashSet<>();
  private boolean known = true;

  private OwnOrigins(References references, Optional<References> resolver) {
    this.references = references;
    this.resolver = resolver;
  }

  /** Those that are written out; empty when an address is given by a reference. */
  static Optional<Set<String>> written(
      RecordSchema schema, Mapping parameters, References references) {
    OwnOrigins own = new OwnOrigins(references, Optional.empty());
    own.collect(schema, parameters);
    return own.known ? Optional.of(Set.copyOf(own.origins)) : Optional.empty();
  }

  /**
   * All of them.
   *
   * @throws CommandException when a reference cannot be resolved
   */
  static Set<String> of(RecordSchema schema, Mapping parameters, References references) {
    OwnOrigins own = new OwnOrigins(references, Optional.of(references));
    own.collect(schema, parameters);
    return Set.copyOf(own.origins);
  }

  /**
   * Scheme, host and port, without the port that the scheme has anyway; empty when it has no host.
   */
  static Optional<String> origin(URI address) {
    if (address.getScheme() == null || address.getHost() == null) {
      return Optional.empty();
    }
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
    String port =
        address.getPort() < 0 || address.getPort() == usual ? "" : ":" + address.getPort();
    return Optional.of(scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port);
  }

  private void collect(RecordSchema schema, Mapping parameters) {
    for (Parameter parameter : schema.parameters()) {
      Optional<Node> written = parameters.find(parameter.key());
      if (written.isPresent()) {
        collect(parameter.type(), written.get());
      } else if (isAddress(parameter.type())) {
        parameter.defaultValue().ifPresent(this::add);
      }
    }
  }

  private void collect(ValueType type, Node node) {
    if (node instanceof Scalar scalar && isAddress(type)) {
      if (!references.isReference(scalar.text())) {
        add(references.literal(scalar.text()));
      } else if (type == ValueType.Basic.URI) {
        resolver.ifPresentOrElse(
            resolving -> add(resolving.value(scalar.text())), () -> known = false);
      }
    } else if (type instanceof ValueType.ListOf list && node instanceof Sequence sequence) {
      sequence.items().forEach(item -> collect(list.item(), item));
    } else if (type instanceof ValueType.Nested nested && node instanceof Mapping mapping) {
      collect(nested.schema(), mapping);
    }
  }

  private static boolean isAddress(ValueType type) {
    return List.of(ValueType.Basic.URI, ValueType.Basic.TEXT).contains(type);
  }

  private void add(String text) {
    if (text.contains("://")) {
      try {
        origin(new URI(text.strip())).ifPresent(origins::add);
      } catch (URISyntaxException e) {
        // Other checks say so where it must be an address.
        return;
      }
    }
  }
}
