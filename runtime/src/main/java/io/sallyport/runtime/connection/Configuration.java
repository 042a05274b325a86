// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.secret.Vaults;
import io.sallyport.runtime.settings.Settings;
import io.sallyport.runtime.store.StoreSettings;
import java.nio.file.Path;
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
 * @param mail the mail server, where there is one
 * @param permits who may use what in it
 * @param healthPolicies how each connection is watched that is, by name, in the same order
 */
public record Configuration(
    Settings settings,
    List<Connection> connections,
    Vaults vaults,
    Map<String, String> vaultIdentities,
    String revision,
    Optional<MailSettings> mail,
    Permits permits,
    Map<String, HealthPolicy> healthPolicies) {

  /**
   * The same with what follows from it.
   *
   * @param pluginVersions the version of the plugin of each integration, by the integration's id
   */
  public Configuration(
      Settings settings,
      List<Connection> connections,
      Vaults vaults,
      Map<String, String> vaultIdentities,
      String revision,
      Optional<MailSettings> mail,
      Map<String, String> pluginVersions) {
    this(
        settings,
        connections,
        vaults,
        vaultIdentities,
        revision,
        mail,
        new Permits(settings, connections),
        HealthPolicies.of(settings, connections, pluginVersions));
  }

  /**
   * Which database health and mail are kept in.
   *
   * @param data the data folder, where it is unless the settings say otherwise
   */
  public StoreSettings store(Path data) {
    Optional<Settings.StoreDeclaration> declared = settings.store();
    return new StoreSettings(
        declared
            .flatMap(Settings.StoreDeclaration::url)
            .orElseGet(() -> "jdbc:h2:file:" + data.toAbsolutePath().resolve("sallyport")),
        declared.flatMap(Settings.StoreDeclaration::username),
        declared.flatMap(Settings.StoreDeclaration::password));
  }

  /** How the connection is watched, if it is. */
  public Optional<HealthPolicy> healthPolicy(Connection connection) {
    return Optional.ofNullable(healthPolicies.get(connection.name()));
  }

  /**
   * Who is told when checks themselves come to no conclusion; empty: who is told of the connection.
   */
  public List<String> operators() {
    return settings.mail().flatMap(Settings.MailDeclaration::operators).orElse(List.of());
  }

  /** Where no mail server is named yet: a reload may name one. */
  private static final int MAILS_PER_MINUTE = 60;

  /** How many mails may be sent in a minute. */
  public int mailsPerMinute() {
    return settings.mail().map(Settings.MailDeclaration::perMinute).orElse(MAILS_PER_MINUTE);
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

  /** Whether the other keeps health and mail in the same database. */
  public boolean namesSameStore(Configuration other) {
    return url().equals(other.url());
  }

  private Optional<String> url() {
    return settings.store().flatMap(Settings.StoreDeclaration::url);
  }

  public Optional<Connection> find(String name) {
    return permits.named(name);
  }

  public List<String> names() {
    return connections.stream().map(Connection::name).toList();
  }
}
