// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
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

  /** The keys that are looked at only when a process starts, and that the other has otherwise. */
  public List<String> changedForTheNextStart(Configuration other) {
    List<String> changed = new ArrayList<>();
    if (!settings.plugins().equals(other.settings.plugins())) {
      changed.add("plugins");
    }
    if (!settings.audit().equals(other.settings.audit())) {
      changed.add("audit");
    }
    return changed;
  }

  public Optional<Connection> find(String name) {
    return connections.stream().filter(connection -> connection.name().equals(name)).findFirst();
  }

  public List<String> names() {
    return connections.stream().map(Connection::name).toList();
  }
}
