// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Host;
import io.sallyport.runtime.plugin.LoadedSecretProvider;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import io.sallyport.runtime.secret.ConnectionSecrets;
import io.sallyport.runtime.secret.KeystoreFile;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.settings.Settings.VaultDeclaration;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Problem;
import io.sallyport.runtime.yaml.YamlReader;
import io.sallyport.runtime.yaml.YamlResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keystores that {@code sallyport.yaml} declares, for whoever changes what is in them. Nothing
 * else of a configuration need be in order for that: no connection, no plugin.
 */
public final class KeystoreVaults implements AutoCloseable {

  private static final String KEYSTORE = "keystore";

  private final Path folder;
  private final Map<String, KeystoreFile> keystores = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Vaults basic = Vaults.none(InstantSource.system());

  private KeystoreVaults(Path folder) {
    this.folder = folder;
  }

  /** A vault of files needs nothing of it. */
  private record NoHost(String connectionName, InstantSource clock) implements Host {
    @Override
    public ApiClient http(URI base) {
      throw new IllegalStateException("No vault that is built in sends requests");
    }
  }

  /** Reads what is declared; opens no keystore. */
  public static KeystoreVaults read(Path folder, Redactor redactor) {
    KeystoreVaults vaults = new KeystoreVaults(folder);
    vaults.readSettings(redactor);
    return vaults;
  }

  /** By name, in the order in which they are declared. */
  public Map<String, KeystoreFile> keystores() {
    return Map.copyOf(keystores);
  }

  /** Of all vaults, those that are no keystore as well. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** What keeps the declarations from being read. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void close() {
    basic.close();
  }

  private void readSettings(Redactor redactor) {
    List<Problem> ofAllFiles = new ArrayList<>();
    ConfigurationFiles files = ConfigurationFiles.read(folder, ofAllFiles);
    ofAllFiles.stream()
        .filter(
            problem ->
                Set.of(folder.toString(), files.settingsPath()).contains(problem.place().source()))
        .forEach(problems::add);
    if (files.settings().isEmpty()) {
      return;
    }
    YamlResult text = YamlReader.read(files.settingsPath(), files.settings().get());
    problems.addAll(text.problems());
    Optional<Node> root = text.root().filter(Mapping.class::isInstance);
    if (root.isEmpty()) {
      return;
    }
    Mapping tree = (Mapping) root.get();
    try {
      declarations(tree, redactor);
    } catch (CommandException e) {
      problems.add(new Problem(tree.place(), e.text()));
    }
  }

  private void declarations(Mapping tree, Redactor redactor) {
    Host host = new NoHost(KEYSTORE, InstantSource.system());
    basic.close();
    basic = Vaults.open(Vaults.builtIn(folder), host);
    Bound bound =
        RecordBinder.bindConfiguration(
            RecordSchema.of(Settings.class), tree, new ConnectionSecrets(() -> basic, redactor));
    ConnectionChecks.report(bound.violations(), problems);
    List<VaultDeclaration> declared =
        bound.value().map(Settings.class::cast).flatMap(Settings::vaults).orElse(List.of());
    List<VaultDeclaration> alwaysThere =
        declared.stream().filter(each -> List.of("env", "file").contains(each.provider())).toList();
    ReferenceChecks unheard = new ReferenceChecks(folder, false, problems, new ArrayList<>());
    basic =
        new VaultOpener(folder, redactor, (name, hosts) -> host, List.of(), unheard, problems)
            .open(basic, alwaysThere, new SettingsTree(tree), Vaults.none(host.clock()));
    names.addAll(basic.names());
    for (VaultDeclaration declaration : declared) {
      if (declaration.provider().equals(KEYSTORE)) {
        keystore(declaration, new ConnectionSecrets(basic, redactor))
            .ifPresent(keystore -> keystores.put(declaration.name(), keystore));
      }
      if (!names.contains(declaration.name())) {
        names.add(declaration.name());
      }
    }
  }

  private Optional<KeystoreFile> keystore(VaultDeclaration declaration, ConnectionSecrets secrets) {
    LoadedSecretProvider provider =
        Vaults.builtIn(folder).stream()
            .filter(each -> each.name().equals(KEYSTORE))
            .findFirst()
            .orElseThrow();
    Mapping settings =
        declaration
            .settings()
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .orElseGet(() -> Mapping.empty(placeOf(declaration)));
    Bound bound = RecordBinder.bindConfiguration(provider.settingsSchema(), settings, secrets);
    ConnectionChecks.report(bound.violations(), problems);
    return bound.value().map(record -> KeystoreFile.of(folder, record));
  }

  private static Place placeOf(VaultDeclaration declaration) {
    return declaration.settings().map(Node::place).orElse(declaration.place());
  }
}
