// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps standard output clean: from {@link #install} on, whatever anybody prints to {@link
 * System#out} goes line by line to the log at INFO, and answers go to {@link #answers}.
 *
 * <p>That holds for everybody, not only for a plugin's threads: what a plugin starts on threads of
 * its own, or of a library's, prints at any time and need not be recognised. The logger is {@code
 * plugin.<name>} where the thread's context class loader is a plugin's (a thread inherits it), and
 * {@code stdout} otherwise.
 *
 * <p>{@link System#err} stays as it is: no answer goes there, and the log itself does.
 */
public final class PluginOutput implements AutoCloseable {

  private final PrintStream answers;

  private PluginOutput(PrintStream answers) {
    this.answers = answers;
  }

  /** Replaces {@link System#out}. Called once, before a plugin is loaded. */
  public static PluginOutput install() {
    PrintStream original = System.out;
    System.setOut(new PrintStream(new LogLines(original), false, UTF_8));
    return new PluginOutput(original);
  }

  /** The stream that was standard output before: the only way to it. */
  public PrintStream answers() {
    return answers;
  }

  /** Makes {@link System#out} what it was. */
  @Override
  public void close() {
    System.setOut(answers);
  }

  /** Cuts what each thread writes into lines. Two threads never share a line. */
  private static final class LogLines extends OutputStream {

    private static final int LONGEST_LINE = 8192;

    private final PrintStream original;
    private final ThreadLocal<ByteArrayOutputStream> line =
        ThreadLocal.withInitial(ByteArrayOutputStream::new);
    private final ThreadLocal<Boolean> logging = ThreadLocal.withInitial(() -> false);

    LogLines(PrintStream original) {
      this.original = original;
    }

    @Override
    public void write(int value) {
      if (logging.get()) {
        // The log is configured to write to standard output: without this it would feed itself.
        original.write(value);
      } else if (value == '\n') {
        endLine();
      } else if (value != '\r') {
        ByteArrayOutputStream bytes = line.get();
        bytes.write(value);
        if (bytes.size() == LONGEST_LINE) {
          endLine();
        }
      }
    }

    @Override
    public void flush() {
      if (logging.get()) {
        original.flush();
      } else if (line.get().size() > 0) {
        endLine();
      }
    }

    private void endLine() {
      String text = line.get().toString(UTF_8);
      line.remove();
      logging.set(true);
      try {
        logger().info("{}", text);
      } finally {
        logging.remove();
      }
    }

    private static Logger logger() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return LoggerFactory.getLogger(
          loader instanceof PluginClassLoader ? "plugin." + loader.getName() : "stdout");
    }
  }
}
