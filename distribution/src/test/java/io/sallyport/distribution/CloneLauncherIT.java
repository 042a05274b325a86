// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher at the root of a clone builds, and what it starts. */
class CloneLauncherIT {

  private static final int STARTED = 3;

  @TempDir Path folder;
  private Path root;
  private Clone clone;

  @BeforeEach
  void makeClone() throws IOException {
    root = Files.createDirectory(folder.resolve("a clone"));
    clone = new Clone(root);
  }

  @Test
  void buildsOnTheFirstRunAndStartsAtOnceAfterwards() throws Exception {
    Installation.Result first = clone.run("run", "a b");
    Installation.Result second = clone.run("run", "a b");

    assertThat(first.exitCode()).isEqualTo(STARTED);
    assertThat(first.output()).isEqualTo(root.resolve("config") + ": run a b\n");
    assertThat(first.messages())
        .startsWith("Building Sallyport (first run only")
        .endsWith("\nwhat Maven says\n");
    assertThat(second)
        .isEqualTo(new Installation.Result(STARTED, first.output(), /* messages= */ ""));
    assertThat(clone.builds()).isEqualTo(1);
    assertThat(clone.lock()).doesNotExist();
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    clone.run();
    Clone.edit(clone.source());

    assertThat(clone.run().messages()).startsWith("Building Sallyport (something has changed)");
  }

  @Test
  void buildsAgainWhenAPomIsNewer() throws Exception {
    clone.run();
    Clone.edit(root.resolve("samples/sample/pom.xml"));
    clone.run();

    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    clone.run();
    Files.delete(clone.source());
    clone.run();

    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenTheDistributionIsGone() throws Exception {
    clone.run();
    Files.delete(root.resolve("distribution/target/sallyport-1/bin/sallyport"));

    assertThat(clone.run().exitCode()).isEqualTo(STARTED);
    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceWasEditedDuringTheBuild() throws Exception {
    // Files made within one tick of the clock are equally old.
    clone.maven(
        """
        until [ -n "$(find runtime/src/main/A -newer distribution/target/.built.next)" ]; do
          touch runtime/src/main/A
        done
        """);
    clone.run();
    clone.run();

    assertThat(clone.builds()).isEqualTo(2);
  }

  @Test
  void startsNothingOldAfterABuildThatFailed() throws Exception {
    clone.run();
    Clone.edit(clone.source());
    clone.maven("exit 1");

    Installation.Result result = clone.run();

    assertThat(result.exitCode()).isEqualTo(70);
    assertThat(result.output()).isEmpty();
    assertThat(result.messages()).contains("The build failed; Sallyport was not started.");
    assertThat(clone.lock()).doesNotExist();
    assertThat(clone.run().exitCode()).isEqualTo(70);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    // Holds the build until the other launcher has said that it waits.
    clone.maven("until grep -qs 'Waiting for another build' messages*; do sleep 0.1; done");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Installation.Result> run = clone::run;
      Future<Installation.Result> one = threads.submit(run);
      Future<Installation.Result> other = threads.submit(run);

      assertThat(one.get().exitCode()).isEqualTo(STARTED);
      assertThat(other.get().exitCode()).isEqualTo(STARTED);
      assertThat(clone.builds()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void takesOverTheLockOfAProcessThatIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectory(clone.lock());
    Files.writeString(clone.lock().resolve("pid"), gone.pid() + "\n");

    assertThat(clone.run().exitCode()).isEqualTo(STARTED);
  }

  @Test
  void leavesStandardInputToWhatItStarts() throws Exception {
    clone.maven("[ -z \"$(cat)\" ] || exit 1");
    Path input = Files.writeString(folder.resolve("input"), "{}");
    Process process =
        new ProcessBuilder(clone.launcher().toString()).redirectInput(input.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(STARTED);
  }

  @Test
  void startsThroughALinkWithTheConfigurationThatIsSet() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), clone.launcher());

    assertThat(clone.run(link, Map.of("SALLYPORT_CONFIG", "elsewhere")).output())
        .isEqualTo("elsewhere: \n");
  }
}
