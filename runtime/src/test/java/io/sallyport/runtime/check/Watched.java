// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.check;

import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.audit.AuditEntry;
import io.sallyport.runtime.audit.AuditTrail;
import io.sallyport.runtime.command.CommandCall;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.plugin.PluginCatalog;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreForTests;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connections of a product that does what a test says, watched with a real store in memory by a
 * clock that the test sets. Nothing rings: the test does.
 */
final class Watched implements AutoCloseable {

  private static final Watching.Ringing NOTHING_RINGS =
      new Watching.Ringing() {
        @Override
        public void keep(Map<String, Duration> intervals) {}

        @Override
        public void begin(String connection, Duration interval, Duration wait) {}
      };

  private final List<AuditEntry> audited = new ArrayList<>();

  final TinyIntegration product =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());

  private final PluginCatalog catalog = PluginCatalog.ofClasspath(product);
  private final Path folder;
  private final Redactor redactor = new Redactor();
  private final Egress egress = new Egress();
  private final LiveConfiguration live;
  private final CommandService commands;
  private final Watching watching;
  private Instant now = Instant.parse("2026-11-26T12:00:00Z");
  private int wakes;

  final KeptStore store;
  final HealthChecks checks;
  final HealthDesk desk;

  Watched(Path folder, String settings, String connections) {
    this.folder = folder;
    Sessions sessions = new Sessions(folder, egress, InstantSource.system());
    this.live = new LiveConfiguration(read(settings, connections, Optional.empty()), sessions);
    this.commands = new CommandService(live, sessions, trail(), redactor, InstantSource.system());
    InstantSource clock = () -> now;
    this.store = new KeptStore(() -> StoreForTests.open(clock), clock, () -> {}, usable -> {});
    store.openNow();
    AlertMails alerts = new AlertMails(live::current, "vm.example.com");
    HealthJournal journal = new HealthJournal(store, alerts, () -> wakes++);
    this.checks = new HealthChecks(live, commands, store, journal, "node-1");
    this.desk = new HealthDesk(live::current, store, journal);
    this.watching = new Watching(store, journal, alerts);
    watching.bringInLine(live.current(), NOTHING_RINGS);
  }

  private Configuration read(
      String settings, String connections, Optional<Configuration> previous) {
    try {
      Files.createDirectories(folder.resolve("connections"));
      Files.writeString(folder.resolve("sallyport.yaml"), settings);
      Files.writeString(folder.resolve("connections/tiny.yaml"), connections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var result = TinyConfiguration.read(folder, catalog, redactor, false, previous);
    return result
        .configuration()
        .orElseThrow(() -> new AssertionError(result.problems().toString()));
  }

  private AuditTrail trail() {
    return new AuditTrail() {
      @Override
      public void write(AuditEntry entry) {
        audited.add(entry);
      }

      @Override
      public void close() {}
    };
  }

  List<AuditEntry> audited() {
    return audited;
  }

  /** What somebody gets who runs Test Connection by hand. */
  Report test(String connection) {
    return commands.run(
        new CommandCall(
            new Caller("alice", Optional.empty(), Optional.empty(), "command line"),
            "Test Connection",
            connection,
            Mapping.empty(Place.of("input")),
            Optional.empty()));
  }

  void reload(String settings, String connections) {
    live.replace(read(settings, connections, Optional.of(live.current())));
    watching.bringInLine(live.current(), NOTHING_RINGS);
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  void look(Instant from) {
    watching.look(live.current(), from);
  }

  /** Checks it as often as that, each time when it is due. */
  void check(String connection, int times) {
    for (int count = 0; count < times; count++) {
      now = row(connection).due().isAfter(now) ? row(connection).due() : now;
      var unused = checks.check(connection);
    }
  }

  HealthRow row(String connection) {
    return open().health().find(connection).orElseThrow();
  }

  /** The mails by kind and recipient, in their order. */
  List<String> mails() {
    List<String> mails = new ArrayList<>();
    open()
        .outbox()
        .list(100)
        .forEach(mail -> mails.add(mail.mail().kind() + " " + mail.mail().recipient()));
    Collections.reverse(mails);
    return mails;
  }

  Store open() {
    return store.get().orElseThrow();
  }

  int wakes() {
    return wakes;
  }

  @Override
  public void close() {
    commands.close();
    store.close();
    live.close();
    egress.close();
  }
}
