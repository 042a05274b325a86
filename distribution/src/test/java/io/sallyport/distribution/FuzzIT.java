// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.distribution.RawVendor.Answer;
import io.sallyport.distribution.RawVendor.Request;
import io.sallyport.runtime.Folders;
import io.sallyport.runtime.Sallyport;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.logging.Logging;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Scalar;
import io.sallyport.runtime.tree.Sequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes in, from a product or a playbook, the answer is a report: within the deadline, fit
 * to be shown, and without a fault in the log. Each case is made from a number of its own, which a
 * failure names: {@code -Dfuzz.seed=NUMBER -Dfuzz.count=1} runs it again.
 *
 * <p>2,000 cases of each kind with the same numbers every time; {@code -Pfuzz} takes 100,000 with
 * numbers of the day.
 */
class FuzzIT {

  static final String PASSWORD = "Fuzz-Canary-9fQz";

  private static final int COUNT = Integer.getInteger("fuzz.count", 2_000);
  private static final int MOST_FAILURES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** What the host may take beyond the deadline to let go of a run, and a busy machine more. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final RawVendor vendor = new RawVendor();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(folder.resolve("connections"));
    Files.writeString(
        folder.resolve("connections/fuzzed.yaml"),
        """
        connections:
          - name: %s
            integration: proofpoint-essentials
            parameters: {serverUrl: "%s", userName: "%s", password: "%s"}
        """
            .formatted(FuzzCalls.CONNECTION, vendor.uri(), Product.USER, PASSWORD));
  }

  @AfterEach
  void close() {
    vendor.close();
  }

  @Test
  void answersWithAReportWhateverTheProductAnswers() {
    fuzz(
        random -> {
          CommandCall call = FuzzCalls.sound(random, TIMEOUT);
          List<Answer> given = new ArrayList<>();
          // Some answers are as they should be, so that what follows is reached, too.
          vendor.answer(
              request -> {
                Answer answer =
                    random.nextInt(3) == 0
                        ? FuzzAnswers.good(request)
                        : FuzzAnswers.hostile(request, random);
                given.add(answer);
                return answer;
              });
          return new Case(call, given);
        });
  }

  @Test
  void answersWithAReportWhateverIsAsked() {
    fuzz(random -> new Case(FuzzCalls.hostile(random, TIMEOUT), List.of()));
  }

  /**
   * One case.
   *
   * @param answers what the product has answered, once it has run
   */
  private record Case(CommandCall call, List<Answer> answers) {

    @Override
    public String toString() {
      return FuzzText.shown(call.command())
          + " on "
          + FuzzText.shown(call.connection())
          + "\n  input: "
          + show(call.input())
          + answers.stream()
              .map(
                  answer ->
                      "\n  answer: "
                          + answer.status()
                          + " "
                          + answer.framing()
                          + " "
                          + FuzzText.shown(answer.headers().toString())
                          + " "
                          + FuzzText.shown(answer.body()))
              .collect(Collectors.joining());
    }

    private static String show(Node node) {
      StringBuilder text = new StringBuilder();
      show(node, text);
      return FuzzText.shown(text.toString());
    }

    private static void show(Node node, StringBuilder text) {
      if (node instanceof Scalar scalar) {
        text.append(scalar.kind()).append(' ').append(scalar.text());
      } else if (node instanceof Sequence sequence) {
        text.append('[');
        sequence
            .items()
            .forEach(
                item -> {
                  show(item, text);
                  text.append(", ");
                });
        text.append(']');
      } else if (node instanceof Mapping mapping) {
        text.append('{');
        mapping
            .entries()
            .forEach(
                (name, entry) -> {
                  text.append(name).append(": ");
                  show(entry.value(), text);
                  text.append(", ");
                });
        text.append('}');
      }
    }
  }

  @FunctionalInterface
  private interface Generator {
    Case next(Random random);
  }

  private void fuzz(Generator generator) {
    Redactor redactor = new Redactor();
    Logging.start(Logging.Detail.WARNINGS, redactor, log);
    List<String> failures = new ArrayList<>();
    long first = firstSeed();
    try (Sallyport sallyport =
        Sallyport.open(Folders.of(Installation.home(), folder), redactor, false)) {
      assertThat(sallyport.configuration().problems()).isEmpty();
      warmUp(sallyport);
      for (long seed = first; seed < first + COUNT && failures.size() < MOST_FAILURES; seed++) {
        Case next = generator.next(random(seed));
        try {
          run(sallyport, next);
        } catch (Exception | AssertionError | StackOverflowError e) {
          failures.add("-Dfuzz.seed=" + seed + " -Dfuzz.count=1\n  " + next + "\n" + e);
        }
      }
    }
    assertThat(failures).as(() -> String.join("\n\n", failures)).isEmpty();
  }

  /** The first call loads the client. */
  private void warmUp(Sallyport sallyport) {
    CommandCall call = FuzzCalls.sound(random(0), Duration.ofMinutes(1));
    vendor.answer(FuzzAnswers::good);
    assertThat(sallyport.commands().orElseThrow().run(call).error()).isEmpty();
    vendor.received();
  }

  private void run(Sallyport sallyport, Case next) throws Exception {
    log.reset();
    long begin = System.nanoTime();
    Report report = sallyport.commands().orElseThrow().run(next.call());
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(taken).isLessThan(TIMEOUT.plus(GRACE));
    for (Request request : vendor.received()) {
      FuzzChecks.check(request, vendor.uri());
    }
    FuzzChecks.check(report);
    // A machine that is too busy is no fault.
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .as("log")
        .allMatch(line -> line.contains(" WARN io.vertx.core.impl.BlockedThreadChecker: "));
  }

  /** Neighbours must not begin with the same numbers, as those of {@link Random} do. */
  static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  private static long firstSeed() {
    String seed = System.getProperty("fuzz.seed", "1000");
    return seed.equals("today") ? System.currentTimeMillis() : Long.parseLong(seed);
  }
}
