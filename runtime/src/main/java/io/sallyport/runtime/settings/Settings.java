// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.settings;

import io.sallyport.plugin.Param;
import io.sallyport.runtime.tree.Node;
import io.sallyport.runtime.tree.Place;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sallyport.yaml}. Every section is optional; the component names are the keys.
 *
 * @param server how {@code sallyport serve} behaves
 * @param sites the business units (internal) and customers (client) that connections and users
 *     belong to
 * @param tenants names of the tenant sites with which a connection may be shared
 * @param groups user names by group name
 * @param agents proxies that a connection may go through
 * @param vaults password vaults that references may name, besides {@code env} and {@code file}
 * @param plugins folders with plugins, besides the distribution's own; relative to the
 *     configuration folder
 * @param audit where calls are written down
 */
public record Settings(
    Optional<Server> server,
    Optional<List<Site>> sites,
    Optional<List<String>> tenants,
    Optional<Map<String, List<String>>> groups,
    Optional<List<User>> users,
    Optional<List<Agent>> agents,
    Optional<List<VaultDeclaration>> vaults,
    Optional<List<String>> plugins,
    Optional<AuditDeclaration> audit) {

  /** What holds when there is no file. */
  public static final Settings NONE =
      new Settings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * How {@code sallyport serve} behaves.
   *
   * @param drain how long running commands may still take once it is told to stop
   */
  public record Server(
      @Param(
              name = "drain",
              description = "How long running commands may still take once serve is told to stop.",
              defaultValue = "30s")
          Duration drain) {}

  /** Whether a site is a part of this organisation or one of its customers. */
  public enum SiteKind {
    INTERNAL,
    CLIENT
  }

  /** A business unit or customer. */
  public record Site(Place place, String name, SiteKind kind) {}

  /** Somebody who may run commands. */
  public record User(
      Place place,
      String name,
      Optional<String> email,
      Optional<String> site,
      Optional<String> tenant) {}

  /** How an agent is spoken to. */
  public enum AgentType {
    HTTP,
    SOCKS5
  }

  /**
   * A proxy; the password is a reference or, with a warning, text.
   *
   * @param noProxy hosts that are called directly all the same: a host, a domain with all below it
   *     as {@code .example.com}, or IPv4 addresses as {@code 192.0.2.0/24}
   */
  public record Agent(
      Place place,
      String name,
      AgentType type,
      String host,
      int port,
      Optional<String> username,
      Optional<io.sallyport.plugin.Secret> password,
      Optional<List<String>> noProxy) {}

  /**
   * A vault; the settings are checked against the schema of its provider.
   *
   * @param cache how long a value is used before the vault is asked again
   * @param staleFor how old a value may be to be used where the vault cannot be asked
   * @param origins the only places to which its values may go, as {@code https://api.example.com}
   */
  public record VaultDeclaration(
      Place place,
      String name,
      String provider,
      Optional<Node> settings,
      Optional<Duration> cache,
      Optional<Duration> staleFor,
      Optional<List<URI>> origins) {}

  /**
   * Where calls are written down.
   *
   * @param file instead of {@code audit.jsonl} in the data folder; relative to the configuration
   *     folder
   */
  public record AuditDeclaration(Optional<String> file) {}
}
