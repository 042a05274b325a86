// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.runtime.audit.AuditFile;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.ConfigurationReader;
import io.sallyport.runtime.connection.ConfigurationResult;
import io.sallyport.runtime.connection.ConnectionHost;
import io.sallyport.runtime.connection.LiveConfiguration;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The composition root: the only class that makes things of several packages. What it makes is
 * closed with it: first the watch over health, then the commands, then their audit, the sessions,
 * then the wire, last the plugins' class loaders.
 */
public final class Sallyport implements AutoCloseable {

  private final Folders folders;
  private final Redactor redactor;
  private final InstantSource clock;
  private final Egress egress;
  private final Optional<AuditFile> audit;
  private final Sessions sessions;
  private final ConfigurationResult configuration;
  private final Optional<LiveConfiguration> live;
  private final Optional<CommandService> commands;
  private @Nullable HealthParts health;

  private Sallyport(
      Folders folders, Redactor redactor, InstantSource clock, Egress egress, boolean resolve) {
    this.folders = folders;
    this.redactor = redactor;
    this.clock = clock;
    this.egress = egress;
    this.sessions = new Sessions(folders.configuration(), egress, clock);
    this.configuration = read(Optional.empty(), resolve, more -> load(folders.home(), more));
    this.audit = configuration.configuration().map(valid -> audit(valid.settings()));
    this.live = configuration.configuration().map(valid -> new LiveConfiguration(valid, sessions));
    this.commands =
        live.map(each -> new CommandService(each, sessions, audit.orElseThrow(), redactor, clock));
  }

  /**
   * Loads the plugins and reads the configuration. Opens no socket; what is wrong with either is in
   * {@link #plugins} and {@link #configuration}.
   *
   * @param resolve whether to look up every reference at once; see {@link ConfigurationReader}
   */
  public static Sallyport open(Folders folders, Redactor redactor, boolean resolve) {
    return new Sallyport(folders, redactor, InstantSource.system(), new Egress(), resolve);
  }

  /**
   * Reads the configuration folder again. Where it is valid, every call that begins from now on
   * sees it whole; calls that run end on the one they began with. Otherwise nothing changes, and
   * every answer warns of it. Plugins stay as they are.
   *
   * @throws IllegalStateException when there was no valid configuration to begin with
   */
  public synchronized ConfigurationResult reload() {
    LiveConfiguration current =
        live.orElseThrow(() -> new IllegalStateException("There is nothing to reload"));
    ConfigurationResult result = read(Optional.of(current.current()), false, ignored -> plugins());
    result
        .configuration()
        .ifPresentOrElse(
            valid -> {
              moveAudit(valid.settings());
              current.replace(valid);
              startedHealth().ifPresent(HealthParts::configurationChanged);
            },
            () -> current.warn(notice(result, current)));
    return result;
  }

  private String notice(ConfigurationResult broken, LiveConfiguration current) {
    int count = broken.problems().size();
    return "The configuration in "
        + folders.configuration()
        + " has changed and has "
        + (count == 1 ? "1 problem" : count + " problems")
        + ", so revision "
        + current.current().revision()
        + " is still in force. sallyport validate lists what is wrong.";
  }

  private ConfigurationResult read(
      Optional<Configuration> previous,
      boolean resolve,
      Function<List<Path>, PluginCatalog> plugins) {
    return new ConfigurationReader(
            folders.configuration(),
            redactor,
            (name, own) ->
                new ConnectionHost(
                    name,
                    clock,
                    egress.outlet(EgressSettings.forVault(name, own), Credentials.NONE)),
            resolve,
            previous)
        .read(plugins);
  }

  /** Touches no file: a process that runs no command needs none. */
  private AuditFile audit(Settings settings) {
    return auditFile(settings)
        .map(file -> AuditFile.at(file, redactor))
        .orElseGet(() -> AuditFile.inFolder(folders.data(), redactor));
  }

  private void moveAudit(Settings settings) {
    audit.ifPresent(
        file ->
            auditFile(settings)
                .ifPresentOrElse(file::moveTo, () -> file.moveToFolder(folders.data())));
  }

  private Optional<Path> auditFile(Settings settings) {
    return settings
        .audit()
        .flatMap(Settings.AuditDeclaration::file)
        .map(folders.configuration()::resolve);
  }

  private static PluginCatalog load(Path home, List<Path> more) {
    List<Path> all = new ArrayList<>(List.of(home.resolve("plugins")));
    all.addAll(more);
    return new PluginLoader(all).load();
  }

  public Folders folders() {
    return folders;
  }

  public PluginCatalog plugins() {
    return configuration.plugins();
  }

  /** What came of reading the configuration the first time. */
  public ConfigurationResult configuration() {
    return configuration;
  }

  public Sessions sessions() {
    return sessions;
  }

  /** The configuration in force; empty when the first one had a problem. */
  public Optional<LiveConfiguration> live() {
    return live;
  }

  /** Empty when the configuration has a problem. */
  public Optional<CommandService> commands() {
    return commands;
  }

  /**
   * The watch over health, which has opened nothing yet.
   *
   * @throws IllegalStateException when the configuration has a problem
   */
  public synchronized HealthParts health() {
    HealthParts parts = health;
    if (parts == null) {
      if (live.isEmpty() || commands.isEmpty()) {
        throw new IllegalStateException("There is nothing to watch");
      }
      parts = new HealthParts(live.get(), commands.get(), folders, clock);
      health = parts;
    }
    return parts;
  }

  private synchronized Optional<HealthParts> startedHealth() {
    return Optional.ofNullable(health);
  }

  @Override
  public void close() {
    startedHealth().ifPresent(HealthParts::close);
    commands.ifPresent(CommandService::close);
    audit.ifPresent(AuditFile::close);
    live.ifPresentOrElse(LiveConfiguration::close, sessions::close);
    egress.close();
    plugins().close();
  }
}
