// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin.secret;

import io.sallyport.plugin.Invocation;
import java.util.Optional;

/** A place that holds secrets by key. Used by several threads at once. */
public interface Vault extends AutoCloseable {

  /**
   * The secret under this key as it is now; empty when the vault has none there. An implementation
   * need not cache: the host keeps a value as long as the declaration of the vault says, and asks
   * again when that time is over or a product has refused the value.
   *
   * <p>The host calls {@link #find(String, Invocation)} only. A vault that sends requests, or waits
   * for anything else, implements that method; this one can then throw.
   *
   * @param key what stands after the colon of a reference; its meaning is the vault's own
   * @return the value in clear text; the caller wraps it at once
   * @throws Exception when the vault cannot be asked. The message names the key and the reason,
   *     never a value
   */
  Optional<String> find(String key) throws Exception;

  /**
   * The same on behalf of a run: what the vault sends it sends for this run, as in {@code
   * http.send(request, run)}, so that the look-up ends with the run's time. The deadline may be
   * earlier than the command's own, since a look-up has a limit of its own; when it has passed, the
   * host waits no longer and interrupts the thread. Only {@code warn} and {@code log} of the run
   * reach its answer; what the vault sends is not in the run's account of requests.
   *
   * <p>Several callers that need the same key at the same time share one call.
   *
   * @param run whoever needs the value; a validation of the configuration, too, is one
   */
  default Optional<String> find(String key, Invocation run) throws Exception {
    return find(key);
  }

  /**
   * Lets go of what {@link SecretProvider#open} and {@code find} took. Called once, after the last
   * {@code find}.
   */
  @Override
  default void close() {}
}
