// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime;

import io.sallyport.runtime.alert.Postman;
import io.sallyport.runtime.alert.PostmanSettings;
import io.sallyport.runtime.check.AlertMails;
import io.sallyport.runtime.check.HealthChecks;
import io.sallyport.runtime.check.HealthDesk;
import io.sallyport.runtime.check.HealthJournal;
import io.sallyport.runtime.check.HealthWatch;
import io.sallyport.runtime.check.KeptStore;
import io.sallyport.runtime.command.CommandService;
import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Letter;
import io.sallyport.runtime.mail.Mailer;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@link Sallyport} that watch over health, put together: what only a server needs, or
 * a command that asks about it. Thread-safe.
 */
public final class HealthParts implements AutoCloseable {

  /** How long a mail that is on its way may keep the end waiting. */
  private static final Duration LAST_MAIL = Duration.ofSeconds(3);

  private final LiveConfiguration live;
  private final KeptStore store;
  private final HealthDesk desk;
  private final HealthJournal journal;
  private final HealthChecks checks;
  private final AlertMails alerts;
  private final InstantSource clock;
  private final String owner;
  private @Nullable HealthWatch watch;
  private @Nullable Postman postman;
  private boolean ending;

  /** Opens nothing yet. */
  HealthParts(
      LiveConfiguration live, CommandService commands, Folders folders, InstantSource clock) {
    this.live = live;
    this.clock = clock;
    Path data = folders.data();
    StoreSettings settings = live.current().store(data);
    this.store =
        new KeptStore(
            () -> Store.open(settings, folders.configuration(), clock),
            clock,
            this::opened,
            this::usableAgain);
    this.alerts = new AlertMails(live::current, host());
    this.journal = new HealthJournal(store, alerts, this::wakePostman);
    this.desk = new HealthDesk(live::current, store, journal);
    this.owner = owner(settings);
    this.checks = new HealthChecks(live, commands, store, journal, owner);
  }

  /**
   * An H2 file has one process at a time: what it claimed before it was killed is its own.
   * Elsewhere a lease has to run out.
   */
  private static String owner(StoreSettings settings) {
    return settings.url().startsWith("jdbc:h2:") ? "this node" : UUID.randomUUID().toString();
  }

  /** What people ask and say. */
  public HealthDesk desk() {
    return desk;
  }

  /**
   * Opens the store at once, for one question.
   *
   * @throws io.sallyport.runtime.store.StoreException when it cannot be opened
   */
  public HealthParts openNow() {
    store.openNow();
    return this;
  }

  /** Begins to check and to send mail. Returns at once, also where the store cannot be opened. */
  public synchronized void start() {
    HealthWatch started = new HealthWatch(live, store, checks, journal, alerts, clock);
    watch = started;
    started.start();
    store.start();
  }

  /** What could not be written down is not known any more: those checks are made again. */
  private void usableAgain(Store usable) {
    usable.health().releaseAll(owner);
  }

  private void opened() {
    store
        .get()
        .ifPresent(
            open -> {
              // What a process before this one has left behind when it was killed.
              open.health().releaseAll(owner);
              open.outbox().takeBack(owner);
            });
    synchronized (this) {
      Optional<Store> open = store.get();
      if (ending || open.isEmpty()) {
        return;
      }
      Postman begun =
          new Postman(
              open.get().outbox(),
              this::send,
              alerts::digest,
              PostmanSettings.of(owner, live.current().mailsPerMinute()),
              new SplittableRandom());
      postman = begun;
      begun.start();
    }
    configurationChanged();
  }

  /** By the mail server that the configuration names now. */
  private Delivery send(Letter letter) {
    return live.current()
        .mail()
        .map(settings -> new Mailer(settings).send(letter))
        .orElseGet(
            () ->
                new Delivery.Later(
                    0,
                    "The configuration names no mail server: add mail: to sallyport.yaml.",
                    false));
  }

  /** What the machine calls itself; no name server is asked, which may take its time. */
  private static String host() {
    String named = System.getenv().getOrDefault("HOSTNAME", "");
    if (!named.isBlank()) {
      return named.strip();
    }
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException e) {
      return "this machine";
    }
  }

  private synchronized void wakePostman() {
    if (postman != null) {
      postman.wake();
    }
  }

  /** Connections are watched as the configuration in force says. */
  public void configurationChanged() {
    watch().ifPresent(HealthWatch::bringInLine);
  }

  /** Test Connection was run by hand. */
  public void tried(Report report) {
    if (report.testConnection()) {
      watch().ifPresent(each -> each.tried(report));
    }
  }

  /** No check begins any more. */
  public void silence() {
    watch().ifPresent(HealthWatch::silence);
  }

  /** Waits for the checks that are under way; whether they have ended in time. */
  public boolean await(Duration patience) throws InterruptedException {
    Optional<HealthWatch> watching = watch();
    return watching.isEmpty() || watching.get().await(patience);
  }

  private synchronized Optional<HealthWatch> watch() {
    return Optional.ofNullable(watch);
  }

  /** Ends within seconds, whatever hangs: what is not done then is done after the next start. */
  @Override
  public void close() {
    Optional<Postman> sending;
    synchronized (this) {
      ending = true;
      sending = Optional.ofNullable(postman);
    }
    watch().ifPresent(HealthWatch::close);
    sending.ifPresent(each -> each.close(LAST_MAIL));
    store.close();
  }
}
