// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.settings;

import io.sallyport.plugin.InvalidInputException;
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
 * @param store where health and mail are kept
 * @param mail the mail server, for alerts
 * @param healthDefaults how connections are checked that do not say otherwise
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
    @Param(name = "store", description = "Where health and mail are kept.")
        Optional<StoreDeclaration> store,
    @Param(name = "mail", description = "The mail server, for alerts.")
        Optional<MailDeclaration> mail,
    @Param(
            name = "healthDefaults",
            description = "How connections are checked that do not say otherwise.")
        Optional<HealthDefaults> healthDefaults,
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

  /**
   * Where health and mail are kept.
   *
   * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}; left out: an H2 file in the
   *     data folder
   */
  public record StoreDeclaration(
      @Param(
              name = "url",
              description =
                  "jdbc:h2:file:PATH or jdbc:postgresql://HOST/NAME. Left out: an H2 file in the data folder.",
              example = "jdbc:postgresql://db.example.com/sallyport")
          Optional<String> url,
      @Param(name = "username", description = "Who to sign in as, for PostgreSQL.")
          Optional<String> username,
      @Param(name = "password", description = "A reference, so that it is kept elsewhere.")
          Optional<io.sallyport.plugin.Secret> password) {}

  /** How a mail server is spoken to; each means exactly that. */
  public enum MailSecurity {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * The mail server.
   *
   * @param port left out: 25, 587 or 465, by {@code security}
   * @param operators who is told when checks themselves come to no conclusion; left out: who is
   *     told of the connection
   */
  public record MailDeclaration(
      @Param(name = "host", description = "Its name or address.", example = "smtp.example.com")
          String host,
      @Param(name = "port", description = "Left out: 587 for starttls, 465 for tls, 25 for none.")
          Optional<Integer> port,
      @Param(
              name = "security",
              description = "starttls and tls refuse a server that does not offer it.",
              defaultValue = "starttls")
          MailSecurity security,
      @Param(name = "username", description = "Who to sign in as, where it asks for that.")
          Optional<String> username,
      @Param(name = "password", description = "A reference, so that it is kept elsewhere.")
          Optional<io.sallyport.plugin.Secret> password,
      @Param(
              name = "from",
              description = "The address that mail comes from.",
              example = "sallyport@example.com")
          String from,
      @Param(
              name = "trustCertificates",
              description =
                  "Certificates in PEM, or the path of a file with them, to trust instead of the JVM's.")
          Optional<String> trustCertificates,
      @Param(
              name = "operators",
              description =
                  "Who is told when checks come to no conclusion. Left out: whom notify names.")
          Optional<List<String>> operators,
      @Param(name = "perMinute", description = "How many mails at most.", defaultValue = "60")
          int perMinute) {

    public MailDeclaration {
      Optional<InvalidInputException> wrong = Optional.empty();
      wrong = Ranges.check(wrong, "port", port, 1, 65_535);
      wrong = Ranges.check(wrong, "perMinute", Optional.of(perMinute), 1, 6_000);
      if (wrong.isPresent()) {
        throw wrong.get();
      }
    }

    /** The port, also where it is left out. */
    public int effectivePort() {
      return port.orElse(
          switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
          });
    }
  }

  /**
   * How connections are checked; the keys of {@code healthCheck}.
   *
   * @param interval left out: only a connection that has its own is checked
   */
  public record HealthDefaults(
      @Param(
              name = "interval",
              description =
                  "From one check to the next. Left out: only connections with their own are checked.",
              example = "15m")
          Optional<Duration> interval,
      @Param(
              name = "retryInterval",
              description =
                  "The same while it is not certain yet whether it is down, or up again. Left out: interval.",
              example = "1m")
          Optional<Duration> retryInterval,
      @Param(
              name = "afterFailures",
              description =
                  "How many checks in a row must fail before anybody is told. Left out: 3.")
          Optional<Integer> afterFailures,
      @Param(
              name = "recoverAfter",
              description = "How many must pass in a row before it is over. Left out: 2.")
          Optional<Integer> recoverAfter,
      @Param(
              name = "reminder",
              description =
                  "How often an incident that lasts is told of again; 0s for never. Left out: 6h.")
          Optional<Duration> reminder,
      @Param(name = "notify", description = "Mail addresses of those who are told.")
          Optional<List<String>> notify_) {

    public HealthDefaults {
      Ranges.checkHealth(interval, retryInterval, afterFailures, recoverAfter, reminder);
    }
  }
}
