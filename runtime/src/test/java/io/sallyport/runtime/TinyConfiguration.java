// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.plugin.Host;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationReader;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.ConnectionHost;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.egress.OwnAddresses;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Configuration folders for tests. */
public final class TinyConfiguration {

  public static final String ONE =
      """
      connections:
        - name: one
          integration: tiny
          parameters: {serverUrl: https://tiny.example, password: canary-password}
      """;

  /** Writes one file of connections and reads the folder. */
  public static ConfigurationResult read(
      Path folder,
      String connections,
      TinyIntegration integration,
      Redactor redactor,
      boolean resolve) {
    try {
      Files.createDirectories(folder.resolve("connections"));
      Files.writeString(folder.resolve("connections/tiny.yaml"), connections);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return read(folder, integration, redactor, resolve);
  }

  public static ConfigurationResult read(
      Path folder, TinyIntegration integration, Redactor redactor, boolean resolve) {
    return read(
        folder, PluginCatalog.ofClasspath(integration), redactor, resolve, Optional.empty());
  }

  /** Reads the folder again, after it was read as the previous one. */
  public static ConfigurationResult read(
      Path folder,
      PluginCatalog catalog,
      Redactor redactor,
      boolean resolve,
      Optional<Configuration> previous) {
    BiFunction<String, OwnAddresses, Host> hosts =
        (name, own) ->
            new ConnectionHost(
                name,
                InstantSource.system(),
                new Egress()
                    .outlet(
                        EgressSettings.defaults(name, Set.of("127.0.0.1", "localhost")),
                        Credentials.NONE));
    return new ConfigurationReader(folder, redactor, hosts, resolve, previous)
        .read(more -> catalog);
  }

  private TinyConfiguration() {}
}
