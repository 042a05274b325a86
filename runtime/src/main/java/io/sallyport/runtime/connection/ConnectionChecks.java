// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedIntegration;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.References;
import io.sallyport.runtime.schema.Violation;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a schema cannot say about a connection: its name, and whether what it refers to exists. */
final class ConnectionChecks {

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final DeclaredNames declared;
  private final List<String> sites;
  private final List<String> tenants;
  private final List<String> agents;
  private final List<String> users;
  private final Collection<String> groups;
  private final List<Problem> problems;
  private final ReferenceChecks references;
  private final Map<String, Place> names = new HashMap<>();

  ConnectionChecks(DeclaredNames declared, ReferenceChecks references, List<Problem> problems) {
    this.declared = declared;
    this.sites = DeclaredNames.texts(declared.sites());
    this.tenants = DeclaredNames.texts(declared.tenants());
    this.agents = DeclaredNames.texts(declared.agents());
    this.users = DeclaredNames.texts(declared.users());
    this.groups = declared.groups();
    this.problems = problems;
    this.references = references;
  }

  void check(Mapping entry) {
    text(entry, "name").ifPresent(name -> checkName(name, entry));
    checkEach(entry, "site", "site", sites);
    checkEach(entry, "recipientSite", "site", sites);
    checkEach(entry, "agent", "agent", agents);
    checkEach(entry, "tenants", "tenant", tenants);
    checkSite(entry);
    entry.find("permissions").ifPresent(this::checkPermissions);
  }

  /**
   * References must be well-formed and name a vault, and the rest must be what the integration asks
   * for; a secret in plain text works, and is warned about.
   *
   * @param connection its name, for messages
   */
  void checkParameters(
      String connection,
      LoadedIntegration integration,
      Mapping parameters,
      ConnectionSecrets secrets) {
    RecordSchema schema = integration.connectionSchema();
    Optional<Set<String>> origins = OwnOrigins.written(schema, parameters, secrets);
    origins.ifPresent(secrets::goTo);
    boolean known =
        references.check("the connection " + connection, schema, parameters, secrets, origins);
    try {
      report(
          known
              ? RecordBinder.bindConfiguration(schema, parameters, secrets).violations()
              : RecordBinder.checkConfiguration(schema, parameters, secrets),
          problems);
    } catch (RuntimeException | LinkageError e) {
      // The record's own code is the plugin's. Its message may quote a value, so it is not shown.
      problems.add(
          new Problem(
              parameters.place(),
              "The plugin of the integration "
                  + integration.info().id()
                  + " failed on these parameters: "
                  + e.getClass().getName()
                  + ". This is a fault of the plugin."));
    }
  }

  static void report(List<Violation> violations, List<Problem> problems) {
    violations.forEach(
        violation ->
            problems.add(
                new Problem(violation.place(), violation.headline() + " " + violation.detail())));
  }

  private void checkName(String name, Mapping entry) {
    Place place = entry.find("name").map(Node::place).orElse(entry.place());
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new Problem(
              place,
              "The name of a connection must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores, and begin with a letter or digit."));
    }
    Place first = names.putIfAbsent(name, place);
    if (first != null) {
      problems.add(
          new Problem(
              place, "The connection " + name + " is declared twice; first at " + first + "."));
    }
  }

  private void checkSite(Mapping entry) {
    boolean shared =
        text(entry, "shareToInternalSites").filter("true"::equalsIgnoreCase).isPresent();
    Optional<String> site = text(entry, "site");
    if (shared && site.filter(declared.clientSites()::contains).isPresent()) {
      problem(
          entry,
          "shareToInternalSites",
          "The site "
              + site.get()
              + " is a client's: its connection is not shared to internal sites.");
    } else if (shared && site.isPresent()) {
      problems.add(
          new Problem(
              entry.place(),
              "The connection names a site and is shared to all internal sites. Keep one of the two."));
    } else if (!sites.isEmpty() && !shared && site.isEmpty()) {
      problems.add(
          new Problem(
              entry.place(),
              "The configuration has sites, so the connection needs site: NAME or shareToInternalSites: true."));
    }
    Optional<String> recipient = text(entry, "recipientSite");
    if (recipient.isPresent() && !shared) {
      problem(
          entry,
          "recipientSite",
          "recipientSite is for a connection with shareToInternalSites: true.");
    } else if (recipient.filter(declared.clientSites()::contains).isPresent()) {
      problem(
          entry,
          "recipientSite",
          "The site " + recipient.get() + " is a client's; recipientSite must be an internal one.");
    }
  }

  private void problem(Mapping entry, String key, String message) {
    Place place = entry.find(key).map(Node::place).orElse(entry.place());
    problems.add(new Problem(place, message));
  }

  /** A rule on a command that the integration does not have would never match. */
  void checkPermittedCommands(Mapping entry, LoadedIntegration integration) {
    List<String> known = integration.commands().stream().map(LoadedCommand::name).toList();
    entry.find("permissions").map(PolicyReader::rules).orElse(List.of()).stream()
        .filter(Mapping.class::isInstance)
        .flatMap(rule -> DeclaredNames.scalars(((Mapping) rule).find("commands")).stream())
        .filter(command -> integration.findCommand(command.text()).isEmpty())
        .forEach(
            command ->
                problems.add(
                    new Problem(
                        command.place(),
                        ConfigurationReader.unknown("command", command.text(), known))));
  }

  private void checkPermissions(Node permissions) {
    List<Node> rules = PolicyReader.rules(permissions);
    if (rules.isEmpty()) {
      problems.add(
          new Problem(
              permissions.place(),
              "permissions holds no rule. Leave it out to let everybody use the connection whom site and tenant admit."));
    }
    for (Node rule : rules) {
      if (rule instanceof Mapping mapping) {
        report(
            RecordBinder.bindConfiguration(PolicyReader.PERMISSION, mapping, References.NONE)
                .violations(),
            problems);
        mapping.entries().forEach(this::checkNotEmpty);
        checkEach(mapping, "users", "user", users);
        checkEach(mapping, "groups", "group", groups);
      } else {
        problems.add(
            new Problem(
                rule.place(),
                "permissions must be a rule such as {users: [alice]}, or a list of rules."));
      }
    }
  }

  /** Nobody can tell whether an empty list means everybody or nobody. */
  private void checkNotEmpty(String key, Mapping.Entry entry) {
    boolean empty =
        entry.value() instanceof Scalar scalar
            ? scalar.kind() == Scalar.Kind.NULL
            : entry.value() instanceof Sequence sequence && sequence.items().isEmpty();
    if (empty) {
      problems.add(
          new Problem(
              entry.keyPlace(),
              key
                  + " is empty. Name at least one, or leave the key out: then it does not restrict."));
    }
  }

  private void checkEach(Mapping entry, String key, String kind, Collection<String> known) {
    entry
        .find(key)
        .ifPresent(
            node -> {
              List<Node> values =
                  node instanceof Sequence sequence ? sequence.items() : List.of(node);
              values.stream()
                  .filter(Scalar.class::isInstance)
                  .map(Scalar.class::cast)
                  .filter(value -> declared.known() && value.kind() != Scalar.Kind.NULL)
                  .filter(value -> !known.contains(value.text()))
                  .forEach(
                      value ->
                          problems.add(
                              new Problem(
                                  value.place(),
                                  ConfigurationReader.unknown(kind, value.text(), known))));
            });
  }

  /** The text of a scalar under this key, if it is one. */
  static Optional<String> text(Mapping entry, String key) {
    return entry.find(key).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
  }
}
