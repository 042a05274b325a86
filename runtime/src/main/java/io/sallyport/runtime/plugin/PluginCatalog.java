// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Integration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every integration and kind of vault that can be used, and what could not be. Immutable. */
public final class PluginCatalog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginCatalog.class);

  private final Map<String, LoadedIntegration> integrations = new TreeMap<>();
  private final List<LoadedSecretProvider> secretProviders;
  private final List<PluginReport> plugins;
  private final List<String> problems;
  private final List<PluginClassLoader> loaders;

  private PluginCatalog(
      List<LoadedIntegration> integrations,
      List<LoadedSecretProvider> secretProviders,
      List<PluginReport> plugins,
      List<String> problems,
      List<PluginClassLoader> loaders) {
    for (LoadedIntegration integration : integrations) {
      this.integrations.put(integration.info().id(), integration);
    }
    this.secretProviders =
        secretProviders.stream().sorted(Comparator.comparing(LoadedSecretProvider::name)).toList();
    this.plugins = List.copyOf(plugins);
    this.problems = List.copyOf(problems);
    this.loaders = List.copyOf(loaders);
  }

  static PluginCatalog of(List<PluginDraft> drafts, List<String> folderProblems) {
    List<PluginReport> plugins = drafts.stream().map(PluginDraft::report).toList();
    List<String> problems = new ArrayList<>(folderProblems);
    for (PluginDraft draft : drafts) {
      draft.problems().forEach(problem -> problems.add(draft.path() + ": " + problem));
    }
    return new PluginCatalog(
        drafts.stream().flatMap(draft -> draft.integrations().stream()).toList(),
        drafts.stream().flatMap(draft -> draft.secretProviders().stream()).toList(),
        plugins,
        problems,
        drafts.stream().flatMap(draft -> draft.loader().stream()).toList());
  }

  /**
   * A catalog of integrations on the host's own class path, checked like any other: for a plugin
   * that is run from its source, and for tests.
   *
   * @throws IllegalArgumentException when one of them would be refused; the message has all reasons
   */
  public static PluginCatalog ofClasspath(Integration<?, ?>... providers) {
    List<String> problems = new ArrayList<>();
    List<LoadedIntegration> integrations = new ArrayList<>();
    for (Integration<?, ?> provider : providers) {
      new IntegrationReader(Origin.ofHost(provider), LOG::info, problems::add)
          .read(provider)
          .ifPresent(integrations::add);
    }
    if (integrations.stream().map(found -> found.info().id()).distinct().count()
        < integrations.size()) {
      problems.add("Two integrations have the same id: " + integrations + ".");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
    return new PluginCatalog(integrations, List.of(), List.of(), List.of(), List.of());
  }

  /** By id. */
  public List<LoadedIntegration> integrations() {
    return List.copyOf(integrations.values());
  }

  /** The integration with exactly this id. */
  public Optional<LoadedIntegration> find(String id) {
    return Optional.ofNullable(integrations.get(id));
  }

  /** Those of the plugins, by name; the host's own are not among them. */
  public List<LoadedSecretProvider> secretProviders() {
    return secretProviders;
  }

  /** One report for each plugin on disk, by name. */
  public List<PluginReport> plugins() {
    return plugins;
  }

  /** Everything that is wrong, one sentence each, naming the folder or the plugin. */
  public List<String> problems() {
    return problems;
  }

  /** Closes the class loaders: called after the last session and the last vault are closed. */
  @Override
  public void close() {
    for (PluginClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        LOG.warn("The jars of plugin {} cannot be closed: {}", loader.getName(), e.getMessage());
      }
    }
  }
}
