// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.egress.AgentSettings;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes connections of the files of {@code connections/}, of which each is read once. */
final class ConnectionsReader {

  private static final RecordSchema DEFINITION = RecordSchema.of(ConnectionDefinition.class);

  private final ConnectionChecks checks;
  private final HealthKeys healthKeys;
  private final PluginCatalog catalog;
  private final Map<String, AgentSettings> agents;
  private final Identities identities;
  private final Optional<Configuration> previous;
  private final Supplier<ConnectionSecrets> newSecrets;
  private final List<Problem> problems;
  private final List<Connection> connections = new ArrayList<>();

  /**
   * @param agents by name
   * @param previous the configuration in force, whose secrets are taken over where a connection is
   *     reached as before
   */
  ConnectionsReader(
      ConnectionChecks checks,
      HealthKeys healthKeys,
      PluginCatalog catalog,
      Map<String, AgentSettings> agents,
      Identities identities,
      Optional<Configuration> previous,
      Supplier<ConnectionSecrets> newSecrets,
      List<Problem> problems) {
    this.checks = checks;
    this.healthKeys = healthKeys;
    this.catalog = catalog;
    this.agents = agents;
    this.identities = identities;
    this.previous = previous;
    this.newSecrets = newSecrets;
    this.problems = problems;
  }

  /** Reads one file more. */
  void read(Mapping file) {
    entries(file).forEach(entry -> connection(entry).ifPresent(connections::add));
  }

  /** Those of all files so far, in their order. */
  List<Connection> connections() {
    return List.copyOf(connections);
  }

  private List<Mapping> entries(Mapping root) {
    List<Mapping> entries = new ArrayList<>();
    root.entries()
        .forEach(
            (key, entry) -> {
              if (!key.equals("connections")) {
                problems.add(
                    new Problem(
                        entry.keyPlace(),
                        "The key \""
                            + key
                            + "\" is unknown. The file holds one key: connections."));
              } else if (entry.value() instanceof Sequence sequence) {
                for (Node item : sequence.items()) {
                  if (item instanceof Mapping mapping) {
                    entries.add(mapping);
                  } else {
                    problems.add(
                        new Problem(
                            item.place(),
                            "A connection must be a mapping that begins with - name:."));
                  }
                }
              } else {
                problems.add(
                    new Problem(
                        entry.value().place(),
                        "connections must be a list: each entry begins with - name:."));
              }
            });
    return entries;
  }

  private Optional<Connection> connection(Mapping entry) {
    String identity = identities.connection(entry);
    ConnectionSecrets secrets =
        sameBefore(entry, identity).map(Connection::secrets).orElseGet(newSecrets);
    Optional<ConnectionDefinition> definition = definition(entry, secrets);
    checks.check(entry);
    definition.ifPresent(valid -> healthKeys.check(entry, valid));
    Optional<String> id = ConnectionChecks.text(entry, "integration");
    Optional<LoadedIntegration> integration = id.flatMap(catalog::find);
    Mapping parameters = parameters(entry);
    if (integration.isPresent()) {
      String name = ConnectionChecks.text(entry, "name").orElse("without a name");
      checks.checkPermittedCommands(entry, integration.get());
      checks.checkParameters(name, integration.get(), parameters, secrets);
    } else if (id.isPresent()) {
      List<String> known = catalog.integrations().stream().map(each -> each.info().id()).toList();
      problems.add(
          new Problem(
              entry.find("integration").map(Node::place).orElse(entry.place()),
              ConfigurationReader.unknown("integration", id.get(), known)));
    }
    return definition.isPresent() && integration.isPresent()
        ? Optional.of(
            new Connection(
                definition.get(),
                integration.get(),
                parameters,
                secrets,
                definition.get().agent().map(agents::get),
                identity))
        : Optional.empty();
  }

  /** The connection of this name that is in force, where it is reached in the same way. */
  private Optional<Connection> sameBefore(Mapping entry, String identity) {
    return previous.flatMap(
        before ->
            ConnectionChecks.text(entry, "name")
                .flatMap(before::find)
                .filter(one -> one.identity().equals(identity)));
  }

  private Optional<ConnectionDefinition> definition(Mapping entry, ConnectionSecrets secrets) {
    try {
      Bound bound = RecordBinder.bindConfiguration(DEFINITION, entry, secrets);
      ConnectionChecks.report(bound.violations(), problems);
      return bound.value().map(ConnectionDefinition.class::cast);
    } catch (CommandException e) {
      problems.add(new Problem(entry.place(), e.text()));
      return Optional.empty();
    }
  }

  private Mapping parameters(Mapping entry) {
    Optional<Node> written = entry.find("parameters");
    if (written.isPresent() && !(written.get() instanceof Mapping)) {
      problems.add(
          new Problem(written.get().place(), "parameters must be a mapping of names to values."));
    }
    Place place = written.map(Node::place).orElse(entry.place());
    return written
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast)
        .orElseGet(() -> Mapping.empty(place));
  }
}
