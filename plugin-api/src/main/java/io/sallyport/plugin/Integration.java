// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.util.List;

/**
 * One product: what its connections need and what it can be told to do.
 *
 * <p>Named in {@code META-INF/services}. Implementations have a public constructor without
 * parameters, which does no work. The host calls {@link #info}, {@link #connectionType} and {@link
 * #commands} once, when it loads the plugin, and checks what they say: an id or a name that is
 * taken, an unsupported component type, a missing description refuse the plugin, with the reason.
 *
 * @param <C> the parameters of a connection
 * @param <S> a live connection; most plugins use their own API client
 */
public interface Integration<C extends Record, S extends Session> {

  /** Who this is. */
  IntegrationInfo info();

  /**
   * The record whose components are the connection's parameters (the section <i>System</i> of a
   * connection form), in the order in which a person should see them. The record is the schema: see
   * {@link Param} for the component types that it may have.
   */
  Class<C> connectionType();

  /**
   * Makes the session of one connection. Opens no socket and starts no thread; the session works
   * lazily. Called again, for a new session, when the connection's configuration has changed.
   */
  S connect(C connection, Host host);

  /**
   * The commands, in the order in which a person should see them. <i>Test Connection</i> is not
   * among them: the host makes it from {@link Session#test} and puts it last.
   */
  List<Command<S, ?>> commands();
}
