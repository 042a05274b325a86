// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution, unpacked once for all tests, and a way to run its launcher. */
final class Installation {

  private static final long PATIENCE_SECONDS = 60;
  private static final Path HOME = unpack();

  /** What one process printed and how it ended. */
  record Result(int exitCode, String output, String messages) {
    String all() {
      return output + messages;
    }
  }

  static Path home() {
    return HOME;
  }

  static Path repository() {
    return Path.of(System.getProperty("repository.root")).normalize();
  }

  /**
   * A configuration folder with a connection {@code right} and a connection {@code wrong}, which
   * differ in the password.
   */
  static Path configuration(
      Path folder, URI product, String user, String password, String wrongPassword) {
    String yaml =
        """
        connections:
          - name: right
            integration: proofpoint-essentials
            parameters: {serverUrl: "%1$s", userName: "%2$s", password: "${env:RIGHT_PASSWORD}"}
          - name: wrong
            integration: proofpoint-essentials
            parameters: {serverUrl: "%1$s", userName: "%2$s", password: "${file:wrong-password}"}
        """
            .formatted(product, user);
    try {
      Files.createDirectories(folder.resolve("connections"));
      Files.writeString(folder.resolve("connections/proofpoint.yaml"), yaml);
      Files.writeString(folder.resolve("right-password"), password);
      Files.writeString(folder.resolve("wrong-password"), wrongPassword + "\n");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the launcher with this configuration folder and waits for its end. */
  static Result run(Path configuration, String... arguments) {
    return run(configuration, Map.of(), arguments);
  }

  static Result run(Path configuration, Map<String, String> environment, String... arguments) {
    try {
      Process process = start(configuration, environment, arguments);
      process.getOutputStream().close();
      CompletableFuture<String> output = read(process.getInputStream());
      CompletableFuture<String> messages = read(process.getErrorStream());
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("sallyport " + String.join(" ", arguments) + " did not end");
      }
      return new Result(process.exitValue(), output.join(), messages.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Process start(Path configuration, Map<String, String> environment, String... arguments)
      throws IOException {
    return builder(configuration, environment, arguments).start();
  }

  /** The launcher with this configuration folder, not started yet. */
  static ProcessBuilder builder(
      Path configuration, Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/sallyport").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SALLYPORT_CONFIG", configuration.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path password = configuration.resolve("right-password");
    if (Files.exists(password)) {
      builder.environment().put("RIGHT_PASSWORD", Files.readString(password));
    }
    builder.environment().putAll(environment);
    return builder;
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "reader").start());
  }

  private static Path unpack() {
    Path zip = Path.of(System.getProperty("distribution.zip"));
    try {
      Path folder = Files.createTempDirectory(zip.getParent(), "unpacked with blanks ");
      try (FileSystem archive =
              FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
          Stream<Path> entries = Files.walk(archive.getPath("/"))) {
        for (Path entry : entries.toList()) {
          copy(entry, folder.resolve(entry.toString().substring(1)));
        }
      }
      try (Stream<Path> top = Files.list(folder)) {
        return top.findFirst().orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(target);
    } else {
      Files.copy(entry, target);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
      Files.setPosixFilePermissions(target, permissions);
    }
  }

  private Installation() {}
}
