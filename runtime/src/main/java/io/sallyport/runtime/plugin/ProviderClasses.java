// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.runtime.plugin.ServicesFile.ProviderName;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one object of each class that a plugin names for a service, each in its own try.
 *
 * <p>Not by {@link java.util.ServiceLoader}, which reads the services files itself (see {@link
 * ServicesFile} for what that costs) and tells less of what is wrong with a class.
 */
final class ProviderClasses {

  static final String ASK_THE_AUTHOR = "ask the plugin's author for a correct build";

  private final PluginDraft draft;
  private final PluginClassLoader loader;
  private final List<PluginJar> jars;

  ProviderClasses(PluginDraft draft, PluginClassLoader loader, List<PluginJar> jars) {
    this.draft = draft;
    this.loader = loader;
    this.jars = jars;
  }

  /**
   * The objects that could be made, in the order in which they are named; the rest are problems.
   */
  <T> List<T> create(Class<T> service) {
    Map<String, ProviderName> names = new LinkedHashMap<>();
    for (PluginJar jar : jars) {
      for (ProviderName name : ServicesFile.read(jar, service, draft::problem)) {
        names.putIfAbsent(name.className(), name);
      }
    }
    return names.values().stream()
        .map(name -> createOne(name, service))
        .flatMap(Optional::stream)
        .toList();
  }

  private <T> Optional<T> createOne(ProviderName name, Class<T> service) {
    try (var ignored = ContextClassLoader.enter(loader)) {
      Class<? extends T> type = find(name.className(), service);
      return Optional.of(constructor(type).newInstance());
    } catch (Refusal e) {
      refuse(name, e.getMessage());
    } catch (ClassNotFoundException e) {
      refuse(name, missing(name.className(), e));
    } catch (NoSuchMethodException e) {
      refuse(name, "has no public constructor without parameters; " + ASK_THE_AUTHOR);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      refuse(name, "cannot be made: its constructor " + PluginFault.describe(thrown));
    } catch (Throwable e) {
      refuse(name, PluginFault.describe(e));
    }
    return Optional.empty();
  }

  private <T> Class<? extends T> find(String className, Class<T> service)
      throws ClassNotFoundException, Refusal {
    Class<?> type = Class.forName(className, false, loader);
    if (type.getClassLoader() != loader) {
      throw new Refusal(
          "is not the plugin's own: it comes from Sallyport or from Java; " + ASK_THE_AUTHOR);
    }
    if (!service.isAssignableFrom(type)) {
      throw new Refusal("does not implement " + service.getName() + "; " + ASK_THE_AUTHOR);
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new Refusal("is abstract; name a class that is not");
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new Refusal("is not public; " + ASK_THE_AUTHOR);
    }
    return type.asSubclass(service);
  }

  private static <T> Constructor<T> constructor(Class<T> type) throws NoSuchMethodException {
    return type.getConstructor();
  }

  private static String missing(String className, ClassNotFoundException e) {
    if (SharedPackages.contain(className)) {
      return "is in a package that always comes from Sallyport; move it to a package of your own";
    }
    return e.getCause() == null
        ? "is not in the plugin's jars; correct the name, or add the jar that holds the class"
        : "cannot be read (" + e.getCause().getMessage() + "); copy its jar here again";
  }

  private void refuse(ProviderName name, String predicate) {
    draft.problem("The class " + name.className() + " (" + name.place() + ") " + predicate + ".");
  }

  /** The reason why a class is no provider: the rest of a sentence that begins with its name. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String predicate) {
      super(predicate);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
