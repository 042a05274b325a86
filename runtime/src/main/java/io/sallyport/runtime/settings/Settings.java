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
    @Param(name = "server", description = "How sallyport serve behaves.") Optional<Server> server,
    @Param(
            name = "sites",
            description =
                "Business units and customers that connections and users belong to. With them, each connection names one.")
        Optional<List<Site>> sites,
    @Param(name = "tenants", description = "Tenants with which a connection may be shared.")
        Optional<List<String>> tenants,
    @Param(name = "groups", description = "The names of users by that of their group.")
        Optional<Map<String, List<String>>> groups,
    @Param(name = "users", description = "Who may run commands.") Optional<List<User>> users,
    @Param(name = "agents", description = "Proxies that a connection may go through.")
        Optional<List<Agent>> agents,
    @Param(
            name = "vaults",
            description =
                "Password vaults that a reference ${name:key} may name, besides env and file.")
        Optional<List<VaultDeclaration>> vaults,
    @Param(
            name = "plugins",
            description =
                "Folders with plugins besides the distribution's own; relative to the configuration folder.")
        Optional<List<String>> plugins,
    @Param(name = "audit", description = "Where calls are written down.")
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
  public record Site(
      Place place,
      @Param(name = "name", description = "What connections and users call it.") String name,
      @Param(
              name = "kind",
              description =
                  "A part of this organisation is internal, a customer of it is a client.")
          SiteKind kind) {}

  /** Somebody who may run commands. */
  public record User(
      Place place,
      @Param(name = "name", description = "What permissions and groups call the user.") String name,
      @Param(name = "email", description = "Where mail reaches the user.") Optional<String> email,
      @Param(name = "site", description = "The user's own site.") Optional<String> site,
      @Param(name = "tenant", description = "The user's tenant. Left out: the master.")
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
      @Param(name = "name", description = "What connections call it.") String name,
      @Param(name = "type", description = "How it is spoken to.") AgentType type,
      @Param(name = "host", description = "Its name or address.") String host,
      @Param(name = "port", description = "Its port.") int port,
      @Param(name = "username", description = "Who to sign in as, where it asks for that.")
          Optional<String> username,
      @Param(name = "password", description = "A reference, so that it is kept elsewhere.")
          Optional<io.sallyport.plugin.Secret> password,
      @Param(name = "noProxy", description = "Hosts that are called directly, without it.")
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
      @Param(name = "name", description = "What references call it: ${name:key}.") String name,
      @Param(name = "provider", description = "What kind of vault it is.") String provider,
      @Param(name = "settings", description = "What the provider asks for.")
          Optional<Node> settings,
      @Param(
              name = "cache",
              description = "How long a value is used before the vault is asked again.")
          Optional<Duration> cache,
      @Param(
              name = "staleFor",
              description = "How old a value may be to be used where the vault cannot be asked.")
          Optional<Duration> staleFor,
      @Param(
              name = "origins",
              description =
                  "The only places to which its values may go, such as https://api.example.com.")
          Optional<List<URI>> origins) {}

  /**
   * Where calls are written down.
   *
   * @param file instead of {@code audit.jsonl} in the data folder; relative to the configuration
   *     folder
   */
  public record AuditDeclaration(
      @Param(
              name = "file",
              description =
                  "The file, instead of audit.jsonl in the data folder; relative to the configuration folder.",
              example = "/var/log/sallyport/audit.jsonl")
          Optional<String> file) {}
}
