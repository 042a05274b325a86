// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Session;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One live connection, as {@link LoadedIntegration#connect} made it. Thread-safe. */
public final class LoadedSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedSession.class);

  private final Origin origin;
  private final String connectionName;
  private final Session session;
  private final AtomicBoolean closed = new AtomicBoolean();

  LoadedSession(Origin origin, String connectionName, Session session) {
    this.origin = origin;
    this.connectionName = connectionName;
    this.session = session;
  }

  Origin origin() {
    return origin;
  }

  Session session() {
    return session;
  }

  /**
   * Lets the plugin let go of what the session holds: called after the last run has ended. What the
   * plugin throws is logged. Only the first call reaches the plugin.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      session.close();
    } catch (Throwable e) {
      LOG.warn(
          "Closing the connection {}: the session of plugin {} {}.",
          connectionName,
          origin.pluginName(),
          PluginFault.describe(e));
    }
  }
}
