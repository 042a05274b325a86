// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one plugin while it is loaded. Used by one thread. */
final class PluginDraft {

  private final PluginPath path;
  private final List<LoadedIntegration> integrations = new ArrayList<>();
  private final List<LoadedSecretProvider> secretProviders = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private String version = "unknown";
  private @Nullable PluginClassLoader loader;

  PluginDraft(PluginPath path) {
    this.path = path;
  }

  PluginPath path() {
    return path;
  }

  /** One sentence on something that is wrong, though the plugin works. */
  void note(String sentence) {
    notes.add(sentence);
  }

  /** One sentence on something that was left out, and what to do about it. */
  void problem(String sentence) {
    problems.add(sentence);
  }

  List<String> problems() {
    return problems;
  }

  void version(String version) {
    this.version = version;
  }

  /** The loader is now closed with the catalog. */
  void loader(PluginClassLoader loader) {
    this.loader = loader;
  }

  /** Empty when no class was to be loaded. */
  Optional<PluginClassLoader> loader() {
    return Optional.ofNullable(loader);
  }

  /** Those that passed so far; to be changed. */
  List<LoadedIntegration> integrations() {
    return integrations;
  }

  /** Those that passed so far; to be changed. */
  List<LoadedSecretProvider> secretProviders() {
    return secretProviders;
  }

  PluginReport report() {
    return new PluginReport(
        path.name(),
        path.path(),
        version,
        integrations.stream().map(integration -> integration.info().id()).sorted().toList(),
        secretProviders.stream().map(LoadedSecretProvider::name).sorted().toList(),
        List.copyOf(notes),
        List.copyOf(problems));
  }
}
