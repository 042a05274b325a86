// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration folder that was read without a fault.
 *
 * @param connections in the order of files and entries
 * @param vaultIdentities what each vault is made from, by name; see {@link Identities}
 * @param revision changes whenever a file does
 * @param permits who may use what in it
 */
public record Configuration(
    Settings settings,
    List<Connection> connections,
    Vaults vaults,
    Map<String, String> vaultIdentities,
    String revision,
    Permits permits) {

  public Configuration(
      Settings settings,
      List<Connection> connections,
      Vaults vaults,
      Map<String, String> vaultIdentities,
      String revision) {
    this(
        settings,
        connections,
        vaults,
        vaultIdentities,
        revision,
        new Permits(settings, connections));
  }

  private static final Duration DRAIN = Duration.ofSeconds(30);

  /** How long running commands may still take once a server is told to stop. */
  public Duration drain() {
    return settings.server().map(Settings.Server::drain).orElse(DRAIN);
  }

  /** Whether the other names the same folders with plugins. */
  public boolean namesSamePlugins(Configuration other) {
    return settings.plugins().equals(other.settings.plugins());
  }

  public Optional<Connection> find(String name) {
    return permits.named(name);
  }

  public List<String> names() {
    return connections.stream().map(Connection::name).toList();
  }
}
