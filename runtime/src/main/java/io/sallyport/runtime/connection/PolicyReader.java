// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.access.ConnectionPolicy;
import io.sallyport.runtime.access.Directory;
import io.sallyport.runtime.connection.ConnectionDefinition.PermissionRule;
import io.sallyport.runtime.connection.ConnectionDefinition.Permitted;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.schema.References;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the configuration says of callers and permissions, as {@code access} takes it. */
final class PolicyReader {

  static final RecordSchema PERMISSION = RecordSchema.of(PermissionRule.class);

  static Directory directory(Settings settings) {
    return new Directory(
        settings.sites().orElse(List.of()).stream()
            .map(site -> new Directory.Site(site.name(), site.kind() == Settings.SiteKind.INTERNAL))
            .toList(),
        settings.users().orElse(List.of()).stream()
            .map(user -> new Directory.User(user.name(), user.site(), user.tenant()))
            .toList(),
        settings.groups().orElse(Map.of()));
  }

  static ConnectionPolicy policy(ConnectionDefinition definition) {
    return new ConnectionPolicy(
        definition.name(),
        definition.place().source(),
        definition.active(),
        definition.site(),
        definition.shareToInternalSites().orElse(false),
        Set.copyOf(definition.tenants().orElse(List.of())),
        definition.permissions().map(PolicyReader::permissions));
  }

  /** The rules that {@code permissions} holds: it is one, or a list of them. */
  static List<Node> rules(Node permissions) {
    return permissions instanceof Sequence sequence ? sequence.items() : List.of(permissions);
  }

  /** What cannot be read as a rule allows nobody. */
  private static ConnectionPolicy.Permissions permissions(Node written) {
    List<ConnectionPolicy.PermissionRule> rules = new ArrayList<>();
    for (Node node : rules(written)) {
      if (node instanceof Mapping mapping) {
        RecordBinder.bindConfiguration(PERMISSION, mapping, References.NONE)
            .value()
            .map(PermissionRule.class::cast)
            .map(PolicyReader::rule)
            .ifPresent(rules::add);
      }
    }
    return new ConnectionPolicy.Permissions(written.place().toString(), rules);
  }

  private static ConnectionPolicy.PermissionRule rule(PermissionRule written) {
    return new ConnectionPolicy.PermissionRule(
        written.users().map(Set::copyOf),
        written.groups().map(Set::copyOf),
        set(written.allow(), PolicyReader::word),
        set(written.effects(), Enum::name),
        set(written.commands(), Names::fold),
        limits(written));
  }

  private static String word(Permitted permitted) {
    return permitted.name().toLowerCase(Locale.ROOT);
  }

  private static <T> Optional<Set<String>> set(
      Optional<List<T>> written, Function<? super T, String> name) {
    return written.map(items -> items.stream().map(name).collect(Collectors.toUnmodifiableSet()));
  }

  private static String limits(PermissionRule written) {
    List<String> limits = new ArrayList<>();
    limit("allow", written.allow().map(items -> items.stream().map(PolicyReader::word).toList()))
        .ifPresent(limits::add);
    limit("effects", written.effects()).ifPresent(limits::add);
    limit("commands", written.commands()).ifPresent(limits::add);
    return String.join(" with ", limits);
  }

  private static Optional<String> limit(String key, Optional<? extends Collection<?>> items) {
    return items.map(
        found ->
            key + ": " + found.stream().map(Object::toString).collect(Collectors.joining(", ")));
  }

  private PolicyReader() {}
}
