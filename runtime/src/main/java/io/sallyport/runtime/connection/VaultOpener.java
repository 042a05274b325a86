// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.egress.OwnAddresses;
import io.sallyport.runtime.plugin.LoadedSecretProvider;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.Lifetime;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings.VaultDeclaration;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Opens the vaults that {@code sallyport.yaml} declares, besides those that always exist. What is
 * wrong with a declaration is a problem; the others are opened all the same.
 */
final class VaultOpener {

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Declared only to set their settings: what these names mean must be the same everywhere. */
  private static final Set<String> ALWAYS_THERE = Set.of("env", "file");

  private static final Duration LONGEST = Duration.ofDays(7);

  private final Path folder;
  private final Redactor redactor;
  private final BiFunction<String, OwnAddresses, Host> hosts;
  private final Map<String, LoadedSecretProvider> providers = new LinkedHashMap<>();
  private final ReferenceChecks references;
  private final List<Problem> problems;

  VaultOpener(
      Path folder,
      Redactor redactor,
      BiFunction<String, OwnAddresses, Host> hosts,
      List<LoadedSecretProvider> ofPlugins,
      ReferenceChecks references,
      List<Problem> problems) {
    this.folder = folder;
    this.redactor = redactor;
    this.hosts = hosts;
    Vaults.builtIn(folder).forEach(provider -> providers.put(provider.name(), provider));
    ofPlugins.forEach(provider -> providers.put(provider.name(), provider));
    this.references = references;
    this.problems = problems;
  }

  /**
   * These vaults and the declared ones. The settings of a vault may refer to {@code env} and {@code
   * file} only, so that no vault waits for another.
   *
   * @param tree for places
   * @param kept vaults that are open already and declared as they were then
   */
  Vaults open(Vaults always, List<VaultDeclaration> declarations, SettingsTree tree, Vaults kept) {
    Set<String> seen = new HashSet<>();
    List<VaultDeclaration> good =
        declarations.stream()
            .filter(
                declaration -> isGood(declaration, tree.entry("vaults", declaration.place()), seen))
            .toList();
    Vaults basic = always;
    for (VaultDeclaration declaration : good) {
      if (ALWAYS_THERE.contains(declaration.name())) {
        basic = open(basic, always, declaration, tree.entry("vaults", declaration.place()), kept);
      }
    }
    Vaults all = basic;
    for (VaultDeclaration declaration : good) {
      if (!ALWAYS_THERE.contains(declaration.name())) {
        all = open(all, basic, declaration, tree.entry("vaults", declaration.place()), kept);
      }
    }
    return all;
  }

  /** Whether it can be opened; whatever is wrong is a problem. */
  private boolean isGood(VaultDeclaration declaration, Mapping entry, Set<String> seen) {
    int before = problems.size();
    String name = declaration.name();
    if (!NAME.matcher(name).matches()) {
      problem(
          entry,
          "name",
          "The name of a vault must be 1 to 64 lower-case letters, digits, dots, hyphens and underscores, and begin with a letter or digit.");
    }
    // That a name is declared twice is said where all names are compared.
    boolean first = seen.add(name);
    if (ALWAYS_THERE.contains(name) && !declaration.provider().equals(name)) {
      problem(
          entry,
          "name",
          "${"
              + name
              + ":…} always means the same: a vault of this name has provider: "
              + name
              + ". Choose another name.");
    } else if (!providers.containsKey(declaration.provider())) {
      problem(
          entry,
          "provider",
          ConfigurationReader.unknown("provider", declaration.provider(), providers.keySet()));
    }
    checkTime(entry, "cache", declaration.cache());
    checkTime(entry, "staleFor", declaration.staleFor());
    checkOrigins(entry, declaration.origins().orElse(List.of()));
    declaration
        .settings()
        .filter(settings -> !(settings instanceof Mapping))
        .ifPresent(
            settings ->
                problems.add(
                    new Problem(
                        settings.place(), "settings must be a mapping of names to values.")));
    return first && problems.size() == before;
  }

  private void checkTime(Mapping entry, String key, Optional<Duration> time) {
    if (time.filter(each -> each.compareTo(LONGEST) > 0).isPresent()) {
      problem(entry, key, key + " must be between 0s and 7d.");
    }
  }

  private void checkOrigins(Mapping entry, List<URI> origins) {
    for (int index = 0; index < origins.size(); index++) {
      URI origin = origins.get(index);
      boolean bare =
          String.valueOf(origin.getRawPath()).matches("/?")
              && origin.getRawQuery() == null
              && origin.getRawFragment() == null
              && origin.getRawUserInfo() == null;
      if (!bare || OwnOrigins.origin(origin).isEmpty()) {
        problems.add(
            new Problem(
                placeOf(entry, "origins", index),
                "An origin is scheme, host and perhaps port, and nothing else, such as https://api.example.com or https://api.example.com:8443."));
      }
    }
    if (entry.find("origins").isPresent() && origins.isEmpty()) {
      problem(
          entry,
          "origins",
          "This list of origins is empty, so that no connection could use the vault. Name one, or leave origins out.");
    }
  }

  private Vaults open(
      Vaults vaults, Vaults basic, VaultDeclaration declaration, Mapping entry, Vaults kept) {
    LoadedSecretProvider provider =
        Optional.ofNullable(providers.get(declaration.provider())).orElseThrow();
    Mapping settings =
        declaration
            .settings()
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .orElseGet(() -> Mapping.empty(entry.place()));
    ConnectionSecrets secrets = new ConnectionSecrets(basic, redactor);
    references.check(
        "the vault " + declaration.name(),
        provider.settingsSchema(),
        settings,
        secrets,
        Optional.empty());
    if (provider.name().equals("keystore")) {
      checkKeystore(settings);
    }
    if (kept.names().contains(declaration.name())) {
      return vaults.with(declaration.name(), kept);
    }
    return vault(provider, declaration, settings, secrets)
        .map(
            vault ->
                vaults.with(
                    declaration.name(),
                    provider.name(),
                    vault,
                    lifetime(declaration),
                    declaration.origins().map(VaultOpener::origins)))
        .orElse(vaults);
  }

  private Optional<Vault> vault(
      LoadedSecretProvider provider,
      VaultDeclaration declaration,
      Mapping settings,
      ConnectionSecrets secrets) {
    try {
      Bound bound = RecordBinder.bindConfiguration(provider.settingsSchema(), settings, secrets);
      ConnectionChecks.report(bound.violations(), problems);
      return bound
          .value()
          .map(
              record ->
                  provider.open(
                      record,
                      hosts.apply(
                          declaration.name(), own(provider.settingsSchema(), settings, secrets))));
    } catch (CommandException e) {
      problems.add(new Problem(settings.place(), e.text()));
    } catch (RuntimeException | LinkageError e) {
      // The message of a plugin's exception may quote a value, so it is not shown.
      problems.add(
          new Problem(
              settings.place(),
              "The provider "
                  + provider.name()
                  + " failed on these settings: "
                  + e.getClass().getName()
                  + ". This is a fault of its plugin."));
    }
    return Optional.empty();
  }

  /** What the settings name: only there does the vault go. */
  private static OwnAddresses own(
      RecordSchema schema, Mapping settings, ConnectionSecrets secrets) {
    return new OwnAddresses(
        OwnHosts.of(schema, settings, secrets), OwnOrigins.of(schema, settings, secrets));
  }

  private void checkKeystore(Mapping settings) {
    settings
        .find("file")
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .ifPresent(
            file -> {
              try {
                Path path = folder.resolve(file.text()).normalize();
                references.checkMode(file.text(), path, file.place());
              } catch (InvalidPathException e) {
                // What the provider makes of it is a problem of its own.
                return;
              }
            });
  }

  private static Lifetime lifetime(VaultDeclaration declaration) {
    Lifetime usual = Vaults.lifetimeOf(declaration.provider());
    return new Lifetime(
        declaration.cache().orElse(usual.cache()), declaration.staleFor().orElse(usual.staleFor()));
  }

  private static Set<String> origins(List<URI> written) {
    Set<String> origins = new LinkedHashSet<>();
    written.forEach(each -> OwnOrigins.origin(each).ifPresent(origins::add));
    return origins;
  }

  private void problem(Mapping entry, String key, String message) {
    problems.add(new Problem(entry.find(key).map(Node::place).orElse(entry.place()), message));
  }

  private static Place placeOf(Mapping entry, String key, int index) {
    return entry
        .find(key)
        .filter(Sequence.class::isInstance)
        .map(list -> ((Sequence) list).items().get(index).place())
        .orElse(entry.place());
  }
}
