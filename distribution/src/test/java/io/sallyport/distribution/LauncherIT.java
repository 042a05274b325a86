// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code bin/sallyport} finds itself and a JVM. */
class LauncherIT {

  @TempDir Path folder;

  @Test
  void startsThroughALinkFromAnotherFolder() throws Exception {
    Path link = folder.resolve("a link");
    Files.createSymbolicLink(link, Installation.home().resolve("bin/sallyport"));
    ProcessBuilder builder = new ProcessBuilder(link.toString(), "plugins");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

    Process process = builder.start();

    assertThat(process.inputReader().lines()).anyMatch(line -> line.contains("proofpoint"));
    assertThat(process.waitFor()).isZero();
    Files.delete(link);
  }

  @Test
  void namesTheJavaHomeThatHoldsNoJvm() {
    Installation.Result result = runWith(folder);

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.output()).isEmpty();
    assertThat(result.messages())
        .isEqualTo(
            "Sallyport needs Java 17 or later; JAVA_HOME is %s, where there is no bin/java."
                    .formatted(folder)
                + " Install one, or set JAVA_HOME to where it is.\n");
  }

  @Test
  void refusesAnOldJvmWithoutStartingIt() throws IOException {
    Path started = folder.resolve("started");
    jvm("touch '" + started + "'");
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");

    Installation.Result result = runWith(folder);

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.messages()).contains("/bin/java is Java 1.8.0_392.").hasLineCount(1);
    assertThat(started).doesNotExist();
  }

  @Test
  void asksAJvmThatHasNoReleaseFile() throws IOException {
    jvm("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    Installation.Result result = runWith(folder);

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.messages()).contains("/bin/java is Java 11.0.2.").hasLineCount(1);
  }

  @Test
  void refusesWhatDoesNotAnswerLikeAJvm() throws IOException {
    jvm("exit 1");

    Installation.Result result = runWith(folder);

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.messages()).contains("does not say which version it is").hasLineCount(1);
  }

  @Test
  void startsThroughAVersionManagersShim() throws IOException {
    jvm("exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");

    Installation.Result result = runWith(folder);

    assertThat(result.exitCode()).as(result.all()).isZero();
    assertThat(result.output()).contains("proofpoint-essentials");
  }

  private Installation.Result runWith(Path javaHome) {
    return Installation.run(folder, Map.of("JAVA_HOME", javaHome.toString()), "plugins");
  }

  private void jvm(String body) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
