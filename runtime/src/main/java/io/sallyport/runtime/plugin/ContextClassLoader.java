// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

/**
 * The time during which a thread works for a plugin: libraries inside the plugin that ask the
 * thread for a class loader ({@link java.util.ServiceLoader} for one) find the plugin's.
 */
final class ContextClassLoader implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader previous = thread.getContextClassLoader();

  private ContextClassLoader(ClassLoader loader) {
    thread.setContextClassLoader(loader);
  }

  /** Sets the calling thread's context class loader until the answer is closed, on that thread. */
  static ContextClassLoader enter(ClassLoader loader) {
    return new ContextClassLoader(loader);
  }

  @Override
  public void close() {
    // What was printed without a line end is still this plugin's; see PluginOutput.
    System.out.flush();
    thread.setContextClassLoader(previous);
  }
}
