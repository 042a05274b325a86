// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text that is printed goes to the log, bytes that are written go to another stream.
 *
 * <p>Each thread has a line of its own, so that two never share one. Every printing method is
 * overridden, for those of {@link PrintStream} hold a lock while they print: with a log that writes
 * to standard output, two threads could wait for each other.
 */
final class LogPrintStream extends PrintStream {

  private static final int LONGEST_LINE = 8192;

  private final ThreadLocal<StringBuilder> line = ThreadLocal.withInitial(StringBuilder::new);
  private final ThreadLocal<Boolean> logging = ThreadLocal.withInitial(() -> false);

  /**
   * @param bytes where bytes go, and what the log itself prints
   */
  LogPrintStream(PrintStream bytes) {
    super(bytes, true);
  }

  @Override
  public void print(@Nullable String text) {
    String printed = String.valueOf(text);
    if (logging.get()) {
      super.print(printed);
      return;
    }
    for (int index = 0; index < printed.length(); index++) {
      take(printed.charAt(index));
    }
  }

  private void take(char character) {
    if (character == '\n') {
      endLine();
    } else if (character != '\r') {
      StringBuilder started = line.get();
      started.append(character);
      if (started.length() >= LONGEST_LINE && !Character.isHighSurrogate(character)) {
        endLine();
      }
    }
  }

  private void endLine() {
    String text = line.get().toString();
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

  /** Ends this thread's line, if it has begun one. */
  @Override
  public void flush() {
    if (!logging.get() && line.get().length() > 0) {
      endLine();
    }
    super.flush();
  }

  @Override
  public void println() {
    print("\n");
  }

  @Override
  public void println(@Nullable String text) {
    print(text + "\n");
  }

  @Override
  public void print(boolean value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(int value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(long value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(float value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(double value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char[] text) {
    print(String.valueOf(text));
  }

  @Override
  public void print(@Nullable Object value) {
    print(String.valueOf(value));
  }

  @Override
  public void println(boolean value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    println(String.valueOf(value));
  }

  @Override
  public void println(char[] text) {
    println(String.valueOf(text));
  }

  @Override
  public void println(@Nullable Object value) {
    println(String.valueOf(value));
  }

  @Override
  public PrintStream format(String format, @Nullable Object... arguments) {
    return format(Locale.getDefault(Locale.Category.FORMAT), format, arguments);
  }

  /** A formatter of this call's own: the inherited one is shared, behind a lock. */
  @Override
  @SuppressWarnings("AnnotateFormatMethod") // the signature is the JDK's
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    print(String.format(locale, format, arguments));
    return this;
  }
}
