// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static java.util.jar.Attributes.Name.IMPLEMENTATION_VERSION;

import io.sallyport.plugin.Integration;
import io.sallyport.plugin.secret.SecretProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads every plugin of some folders, each with its own class loader. A sub-folder of jars is one
 * plugin, and so is a single jar; hidden entries and other files are ignored. Used once, at start.
 */
public final class PluginLoader {

  private final List<Path> folders;

  /**
   * @param folders where plugins lie, such as {@code plugins} of the distribution; one that does
   *     not exist holds no plugin
   */
  public PluginLoader(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * Loads and checks. Never throws for a bad plugin or folder: what cannot be used is a problem in
   * the catalog, and hides nothing else.
   */
  public PluginCatalog load() {
    List<String> problems = new ArrayList<>();
    List<PluginDraft> drafts = new ArrayList<>();
    for (PluginPath path : new PluginFinder(folders, problems::add).find()) {
      PluginDraft draft = new PluginDraft(path);
      drafts.add(draft);
      try {
        load(draft);
      } catch (Throwable e) {
        // Not one of the faults that are known to happen; still it is one plugin's alone.
        draft.problem("Loading the plugin " + PluginFault.describe(e) + ".");
      }
    }
    new Duplicates(drafts).refuse();
    return PluginCatalog.of(drafts, problems);
  }

  private static void load(PluginDraft draft) {
    PluginJars files = new PluginJars(draft);
    List<PluginJar> jars = files.open();
    if (!files.speaksTheirVersion(jars) || jars.isEmpty()) {
      PluginJars.close(jars);
      return;
    }
    PluginClassLoader loader =
        new PluginClassLoader(draft.path().name(), jars, Integration.class.getClassLoader());
    draft.loader(loader);
    files.noteWhatIsNotUsed(jars);
    if (jars.stream().noneMatch(ServicesFile::isIn)) {
      draft.problem(
          "The plugin holds no integration: "
              + ServicesFile.of(Integration.class)
              + " is missing in "
              + (jars.size() == 1 ? "its jar." : "each of its jars."));
      return;
    }
    jars.stream()
        .filter(ServicesFile::isIn)
        .flatMap(jar -> jar.attribute(IMPLEMENTATION_VERSION.toString()).stream())
        .findFirst()
        .ifPresent(draft::version);
    ProviderClasses classes = new ProviderClasses(draft, loader, jars);
    for (Integration<?, ?> provider : classes.create(Integration.class)) {
      new IntegrationReader(origin(draft, loader, provider), draft::note, draft::problem)
          .read(provider)
          .ifPresent(draft.integrations()::add);
    }
    for (SecretProvider<?> provider : classes.create(SecretProvider.class)) {
      new SecretProviderReader(origin(draft, loader, provider), draft::problem)
          .read(provider)
          .ifPresent(draft.secretProviders()::add);
    }
  }

  private static Origin origin(PluginDraft draft, ClassLoader loader, Object provider) {
    return new Origin(draft.path().name(), provider.getClass().getName(), loader);
  }
}
