// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** One open jar of a plugin. Thread-safe; open until the plugin's class loader is closed. */
final class PluginJar implements Closeable {

  private final Path path;
  private final JarFile file;
  private final Attributes attributes;
  private final URL url;

  private PluginJar(Path path, JarFile file, Attributes attributes, URL url) {
    this.path = path;
    this.file = file;
    this.attributes = attributes;
    this.url = url;
  }

  /**
   * Opens the jar and reads its manifest.
   *
   * @throws IOException when the file cannot be read, is no jar, or has a broken manifest
   */
  static PluginJar open(Path path) throws IOException {
    JarFile file = new JarFile(path.toFile(), true, ZipFile.OPEN_READ, Runtime.version());
    try {
      Manifest manifest = file.getManifest();
      Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
      return new PluginJar(path, file, attributes, path.toUri().toURL());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  String fileName() {
    return path.getFileName().toString();
  }

  URL url() {
    return url;
  }

  /** A main attribute of the manifest, without surrounding space. */
  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.getValue(name)).map(String::strip);
  }

  /** The entry of this name: in a multi-release jar, the one for the running Java. */
  Optional<JarEntry> entry(String name) {
    return Optional.ofNullable(file.getJarEntry(name));
  }

  /** The content of an entry. Verifies it, when the jar is signed. */
  byte[] read(JarEntry entry) throws IOException {
    try (InputStream content = file.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  /** The address of an entry, as {@link ClassLoader#getResource} gives it. */
  URL urlOf(JarEntry entry) {
    try {
      // An exclamation mark in the path of the jar would end it too early.
      String jar = url.toExternalForm().replace("!", "%21");
      String path = new URI(null, null, "/" + entry.getRealName(), null).getRawPath();
      return new URL("jar:" + jar + "!" + path);
    } catch (URISyntaxException | MalformedURLException e) {
      throw new IllegalStateException("No address for " + entry + " in " + path, e);
    }
  }

  /** The shared packages of which this jar carries classes that will never be used. */
  Set<String> unusedCopies() {
    Set<String> copies = new HashSet<>();
    for (var entries = file.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      if (name.endsWith(".class")) {
        SharedPackages.rootOf(name).ifPresent(copies::add);
      }
    }
    return copies;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
