// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.runtime.egress.AgentSettings;
import io.sallyport.runtime.egress.OwnAddresses;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.yaml.YamlReader;
import io.sallyport.runtime.yaml.YamlResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a configuration folder whole: texts to trees, trees to records, and what they refer to.
 * Collects everything that is wrong; opens no socket, and asks a vault only where it is told to.
 */
public final class ConfigurationReader {

  private static final RecordSchema SETTINGS = RecordSchema.of(Settings.class);

  private final Path folder;
  private final Redactor redactor;
  private final BiFunction<String, OwnAddresses, Host> hosts;
  private final boolean resolve;
  private final Optional<Configuration> previous;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private DeclaredNames declared = DeclaredNames.of(Mapping.empty(Place.of("sallyport.yaml")));

  /**
   * One reader reads one folder once.
   *
   * @param hosts what a vault is lent that has this name and whose settings name these addresses
   * @param resolve whether to look up at once what parameters refer to, and to count what cannot be
   *     had as a problem; otherwise it breaks its own connection only, when that is used
   */
  public ConfigurationReader(
      Path folder,
      Redactor redactor,
      BiFunction<String, OwnAddresses, Host> hosts,
      boolean resolve) {
    this(folder, redactor, hosts, resolve, Optional.empty());
  }

  /**
   * The same for a folder that was read before.
   *
   * @param previous the configuration in force: what is declared there in the same way is taken
   *     over from it, opened vaults and looked-up secrets with it
   */
  public ConfigurationReader(
      Path folder,
      Redactor redactor,
      BiFunction<String, OwnAddresses, Host> hosts,
      boolean resolve,
      Optional<Configuration> previous) {
    this.folder = folder;
    this.redactor = redactor;
    this.hosts = hosts;
    this.resolve = resolve;
    this.previous = previous;
  }

  /**
   * Reads everything.
   *
   * @param plugins loads the plugins of the distribution and of these further folders
   */
  public ConfigurationResult read(Function<List<Path>, PluginCatalog> plugins) {
    ConfigurationFiles files = ConfigurationFiles.read(folder, problems);
    Mapping root = settingsTree(files);
    SettingsTree tree = new SettingsTree(root);
    Identities identities = new Identities(folder, tree);
    Host host = hosts.apply("built-in", OwnAddresses.NONE);
    Vaults kept = keptVaults(identities, host);
    Vaults always =
        kept.only(Identities.BUILT_IN::contains).withDefaults(Vaults.builtIn(folder), host);
    AtomicReference<Vaults> open = new AtomicReference<>(always);
    // Secrets of the settings are looked up when they are used: by then all vaults are open.
    ConnectionSecrets secrets = new ConnectionSecrets(open::get, redactor);
    Settings settings = settings(root, secrets);
    PluginCatalog catalog = plugins.apply(pluginFolders(settings));
    ReferenceChecks references = new ReferenceChecks(folder, resolve, problems, warnings);
    Vaults vaults =
        new VaultOpener(folder, redactor, hosts, catalog.secretProviders(), references, problems)
            .open(always, settings.vaults().orElse(List.of()), tree, kept);
    open.set(vaults);
    references.check("sallyport.yaml", SETTINGS, root, secrets, Optional.empty());
    Map<String, AgentSettings> agents = new AgentReader(tree, problems).read(settings);
    MailReader mailReader = new MailReader(folder, root, problems);
    Optional<MailSettings> mail = mailReader.read(settings);
    HealthKeys healthKeys = new HealthKeys(settings, root, mailReader, problems, warnings);
    healthKeys.checkDefaults();
    ConnectionsReader connectionsReader =
        new ConnectionsReader(
            new ConnectionChecks(declared, references, problems),
            healthKeys,
            catalog,
            agents,
            identities,
            previous,
            () -> new ConnectionSecrets(vaults, redactor),
            problems);
    files
        .connections()
        .forEach((path, text) -> mapping(path, text).ifPresent(connectionsReader::read));
    List<Connection> connections = connectionsReader.connections();
    healthKeys.end();
    Optional<Configuration> configuration = Optional.empty();
    if (problems.isEmpty()) {
      Map<String, String> vaultIdentities = new LinkedHashMap<>();
      vaults.names().forEach(name -> vaultIdentities.put(name, identities.vault(name)));
      configuration =
          Optional.of(
              new Configuration(
                  settings,
                  connections,
                  vaults,
                  vaultIdentities,
                  files.revision(),
                  mail,
                  pluginVersions(catalog)));
    } else {
      previous.ifPresentOrElse(
          before -> vaults.closeAllBut(List.of(before.vaults())), () -> vaults.close());
    }
    return new ConfigurationResult(configuration, catalog, inOrder(problems), inOrder(warnings));
  }

  private static Map<String, String> pluginVersions(PluginCatalog catalog) {
    Map<String, String> versions = new LinkedHashMap<>();
    catalog
        .plugins()
        .forEach(plugin -> plugin.integrations().forEach(id -> versions.put(id, plugin.version())));
    return versions;
  }

  /** As a person goes through the files to mend them. */
  private static List<Problem> inOrder(List<Problem> found) {
    return found.stream()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.place().source())
                .thenComparingInt(problem -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }

  private Mapping settingsTree(ConfigurationFiles files) {
    Optional<Mapping> root = files.settings().flatMap(text -> mapping(files.settingsPath(), text));
    // An empty file declares nothing; of one that cannot be read nobody knows what it declares.
    declared =
        root.map(DeclaredNames::of).orElse(problems.isEmpty() ? declared : DeclaredNames.UNKNOWN);
    root.ifPresent(tree -> new SettingsChecks(tree, declared, problems).check());
    return root.orElseGet(() -> Mapping.empty(Place.of(files.settingsPath())));
  }

  private Settings settings(Mapping root, ConnectionSecrets secrets) {
    try {
      Bound bound = RecordBinder.bindConfiguration(SETTINGS, root, secrets);
      ConnectionChecks.report(bound.violations(), problems);
      return bound
          .value()
          .map(Settings.class::cast)
          .orElseGet(() -> withoutWhatIsWrong(root, secrets));
    } catch (CommandException e) {
      problems.add(new Problem(root.place(), e.text()));
      return Settings.NONE;
    }
  }

  /** The sections that are right by themselves: what else is wrong with them is found, too. */
  private static Settings withoutWhatIsWrong(Mapping root, ConnectionSecrets secrets) {
    Map<String, Mapping.Entry> right = new LinkedHashMap<>();
    root.entries()
        .forEach(
            (key, entry) -> {
              Mapping alone = Mapping.of(root.place(), Map.of(key, entry));
              if (RecordBinder.bindConfiguration(SETTINGS, alone, secrets).value().isPresent()) {
                right.put(key, entry);
              }
            });
    return RecordBinder.bindConfiguration(SETTINGS, Mapping.of(root.place(), right), secrets)
        .value()
        .map(Settings.class::cast)
        .orElse(Settings.NONE);
  }

  private List<Path> pluginFolders(Settings settings) {
    return settings.plugins().orElse(List.of()).stream().map(folder::resolve).toList();
  }

  /** The vaults in force that are declared as before, or not at all, with what they have cached. */
  private Vaults keptVaults(Identities identities, Host host) {
    return previous
        .map(
            before ->
                before
                    .vaults()
                    .only(
                        name -> identities.vault(name).equals(before.vaultIdentities().get(name))))
        .orElseGet(() -> Vaults.none(host.clock()));
  }

  private Optional<Mapping> mapping(String path, String text) {
    YamlResult result = YamlReader.read(path, text);
    problems.addAll(result.problems());
    Optional<Node> root = result.root();
    if (root.isPresent() && !(root.get() instanceof Mapping)) {
      problems.add(
          new Problem(root.get().place(), "The file must hold keys and values at its top."));
    }
    return root.filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  static String unknown(String kind, String name, Collection<String> known) {
    String hint =
        Names.nearest(name, known)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse(
                known.isEmpty() ? "None is declared." : "Known: " + String.join(", ", known) + ".");
    return "The " + kind + " \"" + name + "\" is unknown. " + hint;
  }
}
