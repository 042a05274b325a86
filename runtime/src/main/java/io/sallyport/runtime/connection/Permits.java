// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static java.util.Objects.requireNonNull;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.access.Access;
import io.sallyport.runtime.access.Action;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.access.ConnectionPolicy;
import io.sallyport.runtime.access.Decision;
import io.sallyport.runtime.access.Directory;
import io.sallyport.runtime.access.Rule;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.settings.Settings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks {@link Access} about the connections of one configuration; made with it, once. What a caller
 * may not see by site and tenant is, for all of this, not there. Immutable; thread-safe.
 */
public final class Permits {

  private final Directory directory;
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final Map<String, ConnectionPolicy> policies = new LinkedHashMap<>();

  Permits(Settings settings, List<Connection> connections) {
    this.directory = PolicyReader.directory(settings);
    for (Connection connection : connections) {
      this.connections.put(connection.name(), connection);
      policies.put(connection.name(), PolicyReader.policy(connection.definition()));
    }
  }

  /**
   * Whether the caller may act as that user from that site at all; if not, the reason names the
   * nearest name.
   */
  public Decision admits(Caller caller) {
    Decision decision = Access.admits(directory, caller);
    if (decision.deniedBy().filter(Rule.USER::equals).isPresent()) {
      return decision.saying(hint(caller.name(), directory.userNames()));
    }
    boolean unknownSite = caller.site().filter(directory.siteNames()::contains).isEmpty();
    return decision.allowed() || !unknownSite
        ? decision
        : decision.saying(
            caller
                .site()
                .map(site -> hint(site, directory.siteNames()))
                .orElse("Name it with --site."));
  }

  /** The connection of this name, whoever may see it. */
  Optional<Connection> named(String name) {
    return Optional.ofNullable(connections.get(name));
  }

  /** From where the caller acts: what he says, or else his own site. */
  public Optional<String> siteOf(Caller caller) {
    return caller
        .site()
        .or(() -> caller.user().flatMap(directory::user).flatMap(Directory.User::site));
  }

  /** The tenant that the caller belongs to; empty: the master, or nobody knows him. */
  public Optional<String> tenantOf(Caller caller) {
    return caller.user().flatMap(directory::user).flatMap(Directory.User::tenant);
  }

  /**
   * The connection of this name.
   *
   * @throws CommandException 403 when the caller may not act at all; 404, the same whether there is
   *     none or the caller may not see it
   */
  public Connection connection(Caller caller, String name) {
    if (visibility(caller, name).filter(Decision::allowed).isPresent()) {
      return requireNonNull(connections.get(name));
    }
    throw unknown(name, visible(caller).stream().map(Connection::name).toList());
  }

  /**
   * What the caller may see, in the order of the configuration.
   *
   * @throws CommandException 403 when the caller may not act at all
   */
  public List<Connection> visible(Caller caller) {
    Decision admitted = admits(caller);
    if (!admitted.allowed()) {
      throw Finding.DENIED.failure(Map.of("rule", admitted.reason())).withSent(Sent.NO);
    }
    return connections.values().stream()
        .filter(connection -> sees(caller, connection.name()).allowed())
        .toList();
  }

  /**
   * Whether the caller may see the connection of this name, and if not, why; for the audit and the
   * operator, never for the caller.
   *
   * @return empty when there is none
   */
  public Optional<Decision> visibility(Caller caller, String name) {
    return policies.containsKey(name) ? Optional.of(sees(caller, name)) : Optional.empty();
  }

  /**
   * The integrations of which the caller may run something through some connection, each with those
   * commands only; in the order of the configuration.
   *
   * @throws CommandException 403 when the caller may not act at all
   */
  public List<LoadedIntegration> usable(Caller caller) {
    Map<String, List<Connection>> byIntegration =
        visible(caller).stream()
            .collect(
                Collectors.groupingBy(
                    connection -> connection.integration().info().id(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byIntegration.values().stream()
        .map(
            through ->
                through
                    .get(0)
                    .integration()
                    .withOnly(
                        command ->
                            through.stream()
                                .anyMatch(each -> decide(caller, each, command).allowed())))
        .filter(integration -> !integration.commands().isEmpty())
        .toList();
  }

  /** Whether the caller may run the command through the connection now. */
  public Decision decide(Caller caller, Connection connection, LoadedCommand command) {
    return Access.decide(directory, caller, policy(connection.name()), action(command));
  }

  private Decision sees(Caller caller, String name) {
    return Access.sees(directory, caller, policy(name));
  }

  private ConnectionPolicy policy(String name) {
    return Optional.ofNullable(policies.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is of another configuration"));
  }

  private static Action action(LoadedCommand command) {
    return new Action(
        command.name(),
        Names.fold(command.name()),
        command.effect().name(),
        command.isTestConnection());
  }

  private static CommandException unknown(String name, List<String> visible) {
    CommandException failure =
        Finding.CONNECTION_UNKNOWN.failure(Map.of("name", name)).withSent(Sent.NO);
    return failure.withDetail(
        Names.nearest(name, visible)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse(
                "Known connections: "
                    + (visible.isEmpty() ? "none" : String.join(", ", visible))
                    + "."));
  }

  private static String hint(String typed, Collection<String> known) {
    return Names.nearest(typed, known)
        .map(nearest -> "Did you mean " + nearest + "?")
        .orElse(
            known.isEmpty()
                ? "None is declared in sallyport.yaml."
                : "Known: " + String.join(", ", known.stream().sorted().toList()) + ".");
  }
}
