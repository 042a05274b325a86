// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.Host;
import io.sallyport.plugin.secret.SecretProvider;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.RecordSchema;
import java.util.Optional;

/** A kind of password vault that has passed every check. Immutable; thread-safe. */
public final class LoadedSecretProvider {

  private final Origin origin;
  private final SecretProvider<Record> provider;
  private final String name;
  private final RecordSchema settingsSchema;

  LoadedSecretProvider(
      Origin origin, SecretProvider<?> provider, String name, RecordSchema settingsSchema) {
    this.origin = origin;
    this.provider = ofItsOwnSettings(provider);
    this.name = name;
    this.settingsSchema = settingsSchema;
  }

  /** A kind of vault that the host brings along and that needs no plugin. */
  public static LoadedSecretProvider builtIn(SecretProvider<?> provider) {
    return new LoadedSecretProvider(
        Origin.ofHost(provider),
        provider,
        provider.name(),
        RecordSchema.ofPlugin(provider.settingsType()));
  }

  /** As {@code vaults[].provider} has it. */
  public String name() {
    return name;
  }

  Origin origin() {
    return origin;
  }

  /** What a vault of this kind needs. */
  public RecordSchema settingsSchema() {
    return settingsSchema;
  }

  /**
   * Makes a vault. Whatever the plugin throws passes, errors too; so does what the vault throws.
   *
   * @param settings a record of {@link #settingsSchema}
   * @throws IllegalStateException when the plugin gives none
   */
  public Vault open(Record settings, Host host) {
    try (var ignored = ContextClassLoader.enter(origin.loader())) {
      Vault vault =
          Optional.ofNullable(provider.open(settings, host))
              .orElseThrow(
                  () -> new IllegalStateException(origin.className() + ".open() returned null"));
      return new LoadedVault(origin, vault);
    }
  }

  /** Makes a vault without any setting; empty when there is one that must be given. */
  public Optional<Vault> openWithDefaults(Host host) {
    return RecordBinder.defaults(settingsSchema).map(settings -> open(settings, host));
  }

  /** The host passes to a provider only the record that was made by the provider's own schema. */
  @SuppressWarnings("unchecked")
  private static SecretProvider<Record> ofItsOwnSettings(SecretProvider<?> provider) {
    return (SecretProvider<Record>) provider;
  }

  @Override
  public String toString() {
    return name;
  }
}
