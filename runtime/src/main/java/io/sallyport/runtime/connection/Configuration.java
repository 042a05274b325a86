// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A configuration folder that was read without a fault.
 *
 * @param connections in the order of files and entries
 * @param revision changes whenever a file does
 * @param permits who may use what in it
 */
public record Configuration(
    Settings settings,
    List<Connection> connections,
    Vaults vaults,
    String revision,
    Permits permits) {

  public Configuration(
      Settings settings, List<Connection> connections, Vaults vaults, String revision) {
    this(settings, connections, vaults, revision, new Permits(settings, connections));
  }

  public Optional<Connection> find(String name) {
    return connections.stream().filter(connection -> connection.name().equals(name)).findFirst();
  }

  public List<String> names() {
    return connections.stream().map(Connection::name).toList();
  }
}
