// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.CapturedLog;
import io.sallyport.runtime.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private static final String CANARY = "canary-9fQz";

  @RegisterExtension final CapturedLog captured = new CapturedLog();
  private final Redactor redactor = new Redactor();
  private final Logger log = LoggerFactory.getLogger("io.sallyport.test");

  @Test
  void masksTheWholeEventTraceIncluded() {
    redactor.learn(CANARY);
    captured.start(Logging.Detail.EVERYTHING, redactor);
    Exception failure =
        new IllegalStateException(
            "outer " + CANARY, new IllegalArgumentException("inner " + CANARY));
    failure.addSuppressed(new IllegalStateException("suppressed " + CANARY));

    log.trace("token {}", CANARY, failure);

    assertThat(logged())
        .contains(
            "TRACE io.sallyport.test: token ******",
            "outer ******",
            "inner ******",
            "suppressed ******");
    assertThat(logged()).doesNotContain(CANARY);
  }

  @Test
  void showsNoTraceUnlessAsked() {
    captured.start(Logging.Detail.WARNINGS, redactor);

    log.error("failed", new IllegalStateException("boom"));
    log.debug("not shown");

    assertThat(logged().lines())
        .singleElement()
        .asString()
        .endsWith("ERROR io.sallyport.test: failed");
  }

  @Test
  void cannotBeForgedALine() {
    captured.start(Logging.Detail.DEBUG, redactor);

    log.debug("one\n2026-01-01T00:00:00Z ERROR forged\u001b[31m");
    LoggerFactory.getLogger("io.netty.test").debug("a library's detail");

    assertThat(logged().lines())
        .singleElement()
        .asString()
        .contains("one\\u000a2026", "\\u001b[31m");
  }

  @Test
  void masksASecretThatIsSplitByTheFormatOfTheTrace() {
    redactor.learn("first line\nsecond line\u202e!");
    captured.start(Logging.Detail.DEBUG, redactor);

    log.debug(
        "key {}",
        "first line\r\nsecond line\u202e!",
        new IllegalStateException("key first line\nsecond line\u202e!"));

    assertThat(logged())
        .contains("key ******\n", "IllegalStateException: key ******\n")
        .doesNotContain("second");
  }

  @Test
  void cannotBeForgedALineByAnException() {
    captured.start(Logging.Detail.DEBUG, redactor);

    log.debug("failed", new IllegalStateException("x\n\tat forged\n2026 ERROR\u001b[31m\u202ex"));

    assertThat(logged())
        .contains("java.lang.IllegalStateException: x\\u000a\\u0009at forged\\u000a2026 ERROR")
        .contains("\\u001b[31m\\u202ex\n\tat io.sallyport")
        .doesNotContain("\u001b");
  }

  @Test
  void printsATraceLikeTheJvm() {
    captured.start(Logging.Detail.DEBUG, redactor);
    Exception cause = new IllegalArgumentException("inner");
    Exception failure = new IllegalStateException("outer", cause);
    failure.addSuppressed(new IllegalStateException("suppressed", new Exception()));

    log.debug("failed", failure);

    assertThat(logged().lines().filter(line -> !line.contains("\tat ")))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("DEBUG io.sallyport.test: failed"),
            line -> assertThat(line).isEqualTo("java.lang.IllegalStateException: outer"),
            line ->
                assertThat(line)
                    .isEqualTo("\tSuppressed: java.lang.IllegalStateException: suppressed"),
            line -> assertThat(line).matches("\t\t\\.\\.\\. \\d+ more, as above"),
            line -> assertThat(line).isEqualTo("\tCaused by: java.lang.Exception"),
            line -> assertThat(line).matches("\t\t\\.\\.\\. \\d+ more, as above"),
            line ->
                assertThat(line).isEqualTo("Caused by: java.lang.IllegalArgumentException: inner"),
            line -> assertThat(line).matches("\t\\.\\.\\. \\d+ more, as above"));
  }

  @Test
  void showsExceptionsThatLeadInCircles() {
    redactor.learn(CANARY);
    captured.start(Logging.Detail.DEBUG, redactor);
    Exception first = new Exception("first " + CANARY);
    Exception second = new Exception("second " + CANARY, first);
    first.initCause(second);
    second.addSuppressed(first);
    first.addSuppressed(second);

    log.debug("failed", first);

    assertThat(logged())
        .contains("first ******", "Caused by: java.lang.Exception: second ******", "[shown above]")
        .doesNotContain(CANARY);
  }

  @Test
  void showsExceptionsThatHaveTheSameCauseManyTimesInNoTime() {
    captured.start(Logging.Detail.DEBUG, redactor);
    Exception last = new Exception("last");
    for (int level = 0; level < 40; level++) {
      Exception next = new Exception("level " + level, last);
      next.addSuppressed(last);
      last = next;
    }

    log.debug("failed", last);

    assertThat(logged()).contains("level 39").hasSizeLessThan(10_000_000);
  }

  @Test
  void logsWhatItCanOfAnExceptionThatFailsItself() {
    redactor.learn(CANARY);
    captured.start(Logging.Detail.DEBUG, redactor);
    Exception hostile =
        new Exception() {
          @Override
          public String getMessage() {
            throw new IllegalStateException(CANARY);
          }
        };

    log.error("it failed", hostile);
    log.error("{} failed", "this", hostile);
    log.error("{} {} {} failed", 1, 2, 3, new IllegalStateException("outer", hostile));
    log.atError().setCause(hostile).log("{} failed", "that");

    assertThat(logged().lines())
        .hasSize(4)
        .allMatch(line -> line.endsWith(", which cannot be shown: its own code fails)"))
        .anyMatch(
            line -> line.contains("test: 1 2 3 failed (java.lang.IllegalStateException, which"));
  }

  @Test
  void logsWhatItCanOfAnExceptionWithoutEnd() {
    captured.start(Logging.Detail.DEBUG, redactor);

    log.error("failed", new Endless());

    assertThat(logged()).contains("Endless, which cannot be shown");
  }

  @Test
  void logsWhatItCanOfAnArgumentThatFailsItself() {
    redactor.learn(CANARY);
    captured.start(Logging.Detail.DEBUG, redactor);
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException(CANARY);
          }
        };
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      log.debug("{} and {}", hostile, new Object[] {1, new int[] {2}});
      log.atDebug().addArgument(hostile).addArgument((Object) null).log("{} and {}");
    } finally {
      System.setErr(before);
    }

    assertThat(logged().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("its own code fails) and [1, [2]]"),
            line -> assertThat(line).endsWith("its own code fails) and null"));
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void asksNothingOfWhatIsNotLogged() {
    captured.start(Logging.Detail.WARNINGS, redactor);
    AtomicInteger asked = new AtomicInteger();
    Object argument =
        new Object() {
          @Override
          public String toString() {
            asked.incrementAndGet();
            return "";
          }
        };

    log.debug("{}", argument);
    log.atDebug().addArgument(argument).log("{}");

    assertThat(asked).hasValue(0);
    assertThat(logged()).isEmpty();
  }

  @Test
  void masksWhatEndsAThread() throws InterruptedException {
    redactor.learn(CANARY);
    captured.start(Logging.Detail.DEBUG, redactor);
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("boom " + CANARY);
            },
            "of-a-plugin");

    thread.start();
    thread.join();

    assertThat(logged())
        .contains("ERROR io.sallyport.runtime.logging.Logging: The thread of-a-plugin has ended")
        .contains("java.lang.IllegalStateException: boom ******")
        .doesNotContain(CANARY);
  }

  @Test
  void masksWhatIsLoggedInTheWayOfTheJdk() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LogsInTheWayOfTheJdk.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed.lines().filter(line -> !line.startsWith("\t")))
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" WARN com.example.library: token ****** {1}"),
            line -> assertThat(line).endsWith(" ERROR com.example.library: failed"),
            line -> assertThat(line).isEqualTo("java.lang.IllegalStateException: boom ******"));
  }

  /** A process of its own: the JDK takes its configuration once. */
  static final class LogsInTheWayOfTheJdk {

    public static void main(String[] arguments) {
      Redactor redactor = new Redactor();
      redactor.learn(CANARY);
      Logging.start(Logging.Detail.DEBUG, redactor, System.err);
      java.util.logging.Logger log = java.util.logging.Logger.getLogger("com.example.library");
      log.log(java.util.logging.Level.WARNING, "token {0} {1}", new Object[] {CANARY});
      log.log(
          java.util.logging.Level.SEVERE, "failed", new IllegalStateException("boom " + CANARY));
      log.info("not shown");
    }
  }

  /** Has a new cause whenever it is asked. */
  private static final class Endless extends Exception {
    @Override
    public synchronized Throwable getCause() {
      return new Endless();
    }
  }

  private String logged() {
    return captured.text();
  }
}
