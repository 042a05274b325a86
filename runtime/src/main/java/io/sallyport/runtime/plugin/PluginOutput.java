// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import java.io.PrintStream;

/**
 * Keeps standard output clean: from {@link #install} on, whatever anybody prints to {@link
 * System#out} goes line by line to the log at INFO, and answers go to {@link #answers}.
 *
 * <p>That holds for everybody, not only for a plugin's threads: what a plugin starts on threads of
 * its own, or of a library's, prints at any time and need not be recognised. The logger is {@code
 * plugin.<name>} where the thread's context class loader is a plugin's (a thread inherits it), and
 * {@code stdout} otherwise. Bytes that are written, not printed, go to standard error: that is how
 * a log writes that is configured for standard output, and it must not be fed to itself.
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
    System.setOut(new LogPrintStream(System.err));
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
}
