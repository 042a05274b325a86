// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.sallyport.plugin.NoInput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PluginOutputTest {

  /** Remembers each line, and prints it to standard output as a badly set up log would. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLoggerName() + ": " + event.getFormattedMessage());
      System.out.println("log of " + event.getLoggerName());
    }
  }

  private final PrintStream outputBefore = System.out;
  private final PrintStream errorBefore = System.err;
  private final ByteArrayOutputStream standardOutput = new ByteArrayOutputStream();
  private final ByteArrayOutputStream standardError = new ByteArrayOutputStream();
  private final Lines log = new Lines();

  @BeforeEach
  void captureStandardOutputAndTheLog() {
    System.setOut(new PrintStream(standardOutput, true, UTF_8));
    System.setErr(new PrintStream(standardError, true, UTF_8));
    log.start();
    for (String name : List.of("plugin.printer", "stdout")) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.setAdditive(false);
      logger.addAppender(log);
    }
  }

  @AfterEach
  void restore() {
    System.setOut(outputBefore);
    System.setErr(errorBefore);
    for (String name : List.of("plugin.printer", "stdout")) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.detachAppender(log);
      logger.setAdditive(true);
    }
  }

  @Test
  void whatAPluginPrintsGoesToTheLogLineByLineUnderItsName(@TempDir Path plugins) throws Exception {
    TestPlugin.withIntegration(
            "Good",
            "printer",
            Map.of(
                "constructor",
                "System.out.print(\"made\");",
                "connect",
                "System.out.println(\"connected\\r\\nfür immer\"); return new Live();",
                "test",
                "Thread thread = new Thread(() -> System.out.println(\"a thread\"));"
                    + " thread.start(); thread.join(); System.out.printf(\"%d%%\", 50);",
                "close",
                "System.out.println(\"closed\");"))
        .writeTo(plugins.resolve("printer.jar"));

    try (PluginOutput output = PluginOutput.install();
        PluginCatalog catalog = new PluginLoader(List.of(plugins)).load()) {
      LoadedIntegration integration = catalog.find("printer").orElseThrow();
      LoadedSession session =
          integration.connect(Records.empty(integration, "Settings"), new TestHost());
      integration
          .findCommand("Test Connection")
          .orElseThrow()
          .start(new NoInput(), session, new TestInvocation());
      session.close();
      output.answers().println("{\"answer\":1}");
    }

    assertThat(log.lines)
        .containsExactly(
            "plugin.printer: made",
            "plugin.printer: connected",
            "plugin.printer: für immer",
            "plugin.printer: a thread",
            "plugin.printer: 50%",
            "plugin.printer: closed");
    assertThat(standardOutput.toString(UTF_8)).isEqualTo("{\"answer\":1}" + System.lineSeparator());
    assertThat(standardError.toString(UTF_8).lines())
        .containsOnly("log of plugin.printer")
        .hasSize(6);
  }

  @Test
  void whatAnybodyElsePrintsGoesToTheLogToo() {
    try (PluginOutput output = PluginOutput.install()) {
      System.out.println("a library of the host");
      System.out.append("text ").append('c').print(1);
      System.out.print(2L);
      System.out.print(' ');
      System.out.println(new char[] {'e', 'n', 'd'});
      System.out.println((Object) null);
      output.answers().print("answer");
    }
    System.out.print(" and after");

    assertThat(log.lines)
        .containsExactly("stdout: a library of the host", "stdout: text c12 end", "stdout: null");
    assertThat(standardOutput.toString(UTF_8)).isEqualTo("answer and after");
  }

  @Test
  void bytesGoToStandardErrorAsALogForStandardOutputWritesThem() {
    try (var ignored = PluginOutput.install()) {
      byte[] line = "a line of the log\n".getBytes(UTF_8);
      System.out.write(line, 0, line.length);
    }

    assertThat(standardError.toString(UTF_8)).isEqualTo("a line of the log\n");
    assertThat(standardOutput.toString(UTF_8)).isEmpty();
    assertThat(log.lines).isEmpty();
  }

  @Test
  void aLineWithoutEndIsCutSoThatItCannotFillTheMemory() {
    try (var ignored = PluginOutput.install()) {
      System.out.print("x".repeat(20_000));
      System.out.flush();
    }

    assertThat(log.lines)
        .extracting(line -> line.length() - "stdout: ".length())
        .containsExactly(8192, 8192, 20_000 - 2 * 8192);
  }
}
