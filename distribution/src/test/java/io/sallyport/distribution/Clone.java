// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder laid out like a clone of the repository, with its launcher, and with a Maven that only
 * notes that it ran and leaves a distribution that prints what it was started with.
 */
final class Clone {

  private static final long PATIENCE_SECONDS = 60;
  private static final String BUILD =
      """
      cd "$(dirname "$0")" || exit 1
      echo built >> builds
      echo 'what Maven says'
      %s
      bin=distribution/target/sallyport-1/bin
      mkdir -p "$bin"
      cat > "$bin/sallyport" <<'END'
      #!/bin/sh
      echo "$SALLYPORT_CONFIG: $*"
      exit 3
      END
      chmod +x "$bin/sallyport"
      """;

  private final Path root;

  Clone(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve(".mvn"));
    Files.createDirectories(root.resolve("samples/sample/src/main"));
    Files.createDirectories(root.resolve("runtime/src/main"));
    for (String file :
        List.of("pom.xml", "runtime/pom.xml", "samples/sample/pom.xml", "runtime/src/main/A")) {
      Files.createFile(root.resolve(file));
    }
    Files.copy(Installation.repository().resolve("sallyport"), launcher());
    executable(launcher());
    maven("");
    FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    try (Stream<Path> everything = Files.walk(root)) {
      for (Path each : everything.toList()) {
        Files.setLastModifiedTime(each, before);
      }
    }
  }

  Path launcher() {
    return root.resolve("sallyport");
  }

  Path source() {
    return root.resolve("runtime/src/main/A");
  }

  Path lock() {
    return root.resolve(".building");
  }

  /** Replaces Maven by one that does this before it makes the distribution. */
  void maven(String first) throws IOException {
    Path maven = root.resolve("mvnw");
    Files.writeString(maven, "#!/bin/sh\n" + BUILD.formatted(first));
    executable(maven);
  }

  /** Gives a file a time that is later than any build of this test. */
  static void edit(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
  }

  int builds() throws IOException {
    return Files.readAllLines(root.resolve("builds")).size();
  }

  Installation.Result run(String... arguments) throws IOException, InterruptedException {
    return run(launcher(), Map.of(), arguments);
  }

  Installation.Result run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(root, "output", "");
    Path messages = Files.createTempFile(root, "messages", "");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SALLYPORT_CONFIG");
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(messages.toFile());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the launcher did not end");
    }
    return new Installation.Result(
        process.exitValue(), Files.readString(output), Files.readString(messages));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
