// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin.secret;

import java.util.Optional;

/** A place that holds secrets by key. Used by several threads at once. */
public interface Vault extends AutoCloseable {

  /**
   * The secret under this key as it is now; empty when the vault has none there. Called when a
   * connection first needs the value and again after the product has refused it, never in between:
   * an implementation need not cache.
   *
   * @param key what stands after the colon of a reference; its meaning is the vault's own
   * @return the value in clear text; the caller wraps it at once
   * @throws Exception when the vault cannot be asked. The message names the key and the reason,
   *     never a value
   */
  Optional<String> find(String key) throws Exception;

  /**
   * Lets go of what {@link SecretProvider#open} and {@link #find} took. Called once, after the last
   * {@code find}.
   */
  @Override
  default void close() {}
}
