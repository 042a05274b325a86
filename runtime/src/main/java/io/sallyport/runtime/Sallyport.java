// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.runtime.audit.AuditFile;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.connection.ConfigurationReader;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.ConnectionHost;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.plugin.PluginLoader;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The composition root: the only class that makes things of several packages. What it makes is
 * closed with it: first the commands, then their audit, the sessions, then the wire, last the
 * plugins' class loaders.
 */
public final class Sallyport implements AutoCloseable {

  private final Egress egress;
  private final Optional<AuditFile> audit;
  private final Sessions sessions;
  private final ConfigurationResult configuration;
  private final Optional<CommandService> commands;

  private Sallyport(
      Egress egress,
      Optional<AuditFile> audit,
      Sessions sessions,
      ConfigurationResult configuration,
      Optional<CommandService> commands) {
    this.egress = egress;
    this.audit = audit;
    this.sessions = sessions;
    this.configuration = configuration;
    this.commands = commands;
  }

  /**
   * Loads the plugins and reads the configuration. Opens no socket; what is wrong with either is in
   * {@link #plugins} and {@link #configuration}.
   *
   * @param resolve whether to look up every reference at once; see {@link ConfigurationReader}
   */
  public static Sallyport open(Folders folders, Redactor redactor, boolean resolve) {
    InstantSource clock = InstantSource.system();
    Egress egress = new Egress();
    ConfigurationResult configuration =
        new ConfigurationReader(
                folders.configuration(),
                redactor,
                (name, ownHosts) ->
                    new ConnectionHost(
                        name,
                        clock,
                        egress.outlet(EgressSettings.defaults(name, ownHosts), Credentials.NONE)),
                resolve)
            .read(more -> load(folders.home(), more));
    Sessions sessions = new Sessions(folders.configuration(), egress, clock);
    Optional<AuditFile> audit =
        configuration.configuration().map(valid -> audit(folders, valid.settings(), redactor));
    Optional<CommandService> commands =
        configuration
            .configuration()
            .map(
                valid -> new CommandService(valid, sessions, audit.orElseThrow(), redactor, clock));
    return new Sallyport(egress, audit, sessions, configuration, commands);
  }

  /** Touches no file: a process that runs no command needs none. */
  private static AuditFile audit(Folders folders, Settings settings, Redactor redactor) {
    return settings
        .audit()
        .flatMap(Settings.AuditDeclaration::file)
        .map(file -> AuditFile.at(folders.configuration().resolve(file), redactor))
        .orElseGet(() -> AuditFile.inFolder(folders.data(), redactor));
  }

  private static PluginCatalog load(Path home, List<Path> more) {
    List<Path> folders = new ArrayList<>(List.of(home.resolve("plugins")));
    folders.addAll(more);
    return new PluginLoader(folders).load();
  }

  public PluginCatalog plugins() {
    return configuration.plugins();
  }

  public ConfigurationResult configuration() {
    return configuration;
  }

  public Sessions sessions() {
    return sessions;
  }

  /** Empty when the configuration has a problem. */
  public Optional<CommandService> commands() {
    return commands;
  }

  @Override
  public void close() {
    commands.ifPresent(CommandService::close);
    audit.ifPresent(AuditFile::close);
    sessions.close();
    configuration.configuration().ifPresent(valid -> valid.vaults().close());
    egress.close();
    plugins().close();
  }
}
