// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.SecureClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin. What {@link SharedPackages} contain comes from the host and only from
 * there; everything else from the plugin's jars or the Java platform. The host's own classes and
 * libraries are not visible.
 *
 * <p>Not a {@link java.net.URLClassLoader}: that one also loads what a jar's manifest names in
 * {@code Class-Path}, from any place on the disk or the network, and cannot be told not to. A
 * plugin is what lies in its folder.
 */
final class PluginClassLoader extends SecureClassLoader implements Closeable {

  static {
    registerAsParallelCapable();
  }

  private final List<PluginJar> jars;
  private final ClassLoader host;

  /**
   * @param pluginName what stack traces call the loader: {@code name//com.example.Type.method}
   * @param jars in the order in which they are searched; closed with this loader
   * @param host where the shared packages come from
   */
  PluginClassLoader(String pluginName, List<PluginJar> jars, ClassLoader host) {
    super(pluginName, ClassLoader.getPlatformClassLoader());
    this.jars = List.copyOf(jars);
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return SharedPackages.contain(name) ? host.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return SharedPackages.contain(name) ? host.getResource(name) : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return SharedPackages.contain(name) ? host.getResources(name) : super.getResources(name);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    for (PluginJar jar : jars) {
      Optional<JarEntry> entry = jar.entry(path);
      if (entry.isPresent()) {
        return define(name, jar, entry.get());
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    for (PluginJar jar : jars) {
      Optional<JarEntry> entry = jar.entry(name);
      if (entry.isPresent()) {
        return jar.urlOf(entry.get());
      }
    }
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    List<URL> found = new ArrayList<>();
    for (PluginJar jar : jars) {
      jar.entry(name).map(jar::urlOf).ifPresent(found::add);
    }
    return Collections.enumeration(found);
  }

  private Class<?> define(String name, PluginJar jar, JarEntry entry)
      throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = jar.read(entry);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      definePackage(name.substring(0, dot), jar);
    }
    // The signers are known only after the entry has been read.
    var source = new CodeSource(jar.url(), entry.getCodeSigners());
    return defineClass(name, bytes, 0, bytes.length, source);
  }

  /** Libraries ask their own package for its version, to name themselves in requests. */
  private void definePackage(String name, PluginJar jar) {
    if (getDefinedPackage(name) != null) {
      return;
    }
    try {
      definePackage(
          name,
          attribute(jar, Attributes.Name.SPECIFICATION_TITLE),
          attribute(jar, Attributes.Name.SPECIFICATION_VERSION),
          attribute(jar, Attributes.Name.SPECIFICATION_VENDOR),
          attribute(jar, Attributes.Name.IMPLEMENTATION_TITLE),
          attribute(jar, Attributes.Name.IMPLEMENTATION_VERSION),
          attribute(jar, Attributes.Name.IMPLEMENTATION_VENDOR),
          null);
    } catch (IllegalArgumentException definedByAnotherThread) {
      // Two classes of one package were loaded at the same time; either definition will do.
    }
  }

  private static @Nullable String attribute(PluginJar jar, Attributes.Name name) {
    return jar.attribute(name.toString()).orElse(null);
  }

  @Override
  public void close() throws IOException {
    for (PluginJar jar : jars) {
      jar.close();
    }
  }
}
