// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The simulated vendor that comes with the distribution as a sample. The runtime does not depend on
 * it: it is found on disk, and its main class by its jar's manifest.
 */
final class SampleVendor {

  private final Path folder;

  SampleVendor(Path home) {
    this.folder = home.resolve("samples").resolve("proofpoint-simulator");
  }

  /**
   * Runs it in the foreground with these arguments; returns when it has stopped, or ends the
   * process.
   */
  void main(List<String> arguments) {
    call(
        "main",
        MethodType.methodType(void.class, String[].class),
        (Object) arguments.toArray(String[]::new));
  }

  /** Returns what it says of its options, empty when it is not in this distribution. */
  String help() {
    try {
      return (String) call("help", MethodType.methodType(String.class));
    } catch (StopException notThere) {
      return "";
    }
  }

  /** Starts it on any free port. What comes back is closed to stop it. */
  Running start() {
    return new Running(call("start", MethodType.methodType(Object.class, int.class), 0));
  }

  /** A running vendor: by contract of the sample, a supplier of its address that can be closed. */
  record Running(Object vendor) implements AutoCloseable {

    URI address() {
      return (URI) ((Supplier<?>) vendor).get();
    }

    @Override
    public void close() {
      try {
        ((AutoCloseable) vendor).close();
      } catch (Exception e) {
        throw new IllegalStateException("The simulator cannot be stopped", e);
      }
    }
  }

  private Object call(String name, MethodType type, Object... arguments) {
    try {
      MethodHandle method =
          MethodHandles.publicLookup()
              .findStatic(mainClass(), name, type)
              .asSpreader(Object[].class, arguments.length);
      Object result = method.invoke(arguments);
      return result == null ? Void.TYPE : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The simulator cannot be started", e);
    }
  }

  /**
   * The loader stays open as long as the process: the vendor's threads load classes until its end.
   */
  private Class<?> mainClass() throws IOException, ClassNotFoundException {
    List<Path> jars = jars();
    URLClassLoader loader =
        new URLClassLoader(
            "proofpoint-simulator",
            jars.stream().map(SampleVendor::url).toArray(URL[]::new),
            SampleVendor.class.getClassLoader());
    return loader.loadClass(mainClassName(jars));
  }

  /** Beside the sample's jar there are its libraries, which have no main class. */
  private String mainClassName(List<Path> jars) throws IOException {
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        Manifest manifest = jar.getManifest();
        String name =
            manifest == null
                ? null
                : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        if (name != null) {
          return name;
        }
      }
    }
    throw new StopException(
        ExitCode.FAILED,
        List.of("The simulator is not in this distribution: " + folder + " holds no jar to run."));
  }

  private List<Path> jars() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("Every file has an address", e);
    }
  }
}
