// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

/**
 * One live connection. Used by several threads at once, so it keeps no state of a single run; what
 * it shares (a client, a token) is thread-safe. The plugin's own API client is usually its session.
 */
public interface Session extends AutoCloseable {

  /**
   * The body of <i>Test Connection</i>: returns normally when commands will work with this address
   * and these credentials. Uses the same client as the commands. What works but deserves attention
   * goes to {@link Invocation#warn}.
   *
   * @throws Exception when the connection does not work; a {@link CommandException} says what to
   *     change
   */
  void test(Invocation run) throws Exception;

  /**
   * Lets go of what the session holds. Called once, after the last run has ended. What {@link Host}
   * lent is closed by the host.
   */
  @Override
  default void close() {}
}
