// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin.secret;

import io.sallyport.plugin.Host;

/**
 * A kind of password vault. A configuration declares a vault of this kind under {@code vaults},
 * with a name, and refers to what it holds as <code>${name:key}</code>.
 *
 * <p>Implementations have a public constructor without parameters, which does no work.
 *
 * @param <S> the vault's settings; the record is their schema, as a connection's record is
 */
public interface SecretProvider<S extends Record> {

  /**
   * The name of this kind, as {@code vaults[].provider} has it: lower-case letters, digits and
   * hyphens, unique among all plugins.
   */
  String name();

  /**
   * The record whose components are the vault's settings. Each has a {@link
   * io.sallyport.plugin.Param}.
   */
  Class<S> settingsType();

  /**
   * Makes a vault from its settings. Opens no socket and reads no file: that is {@link
   * Vault#find(String, io.sallyport.plugin.Invocation)}'s work.
   */
  Vault open(S settings, Host host);
}
