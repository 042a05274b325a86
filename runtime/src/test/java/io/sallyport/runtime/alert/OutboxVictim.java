// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.HealthEffect;
import io.sallyport.runtime.health.HealthEvent;
import io.sallyport.runtime.health.HealthMachine;
import io.sallyport.runtime.health.HealthPolicy;
import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Letter;
import io.sallyport.runtime.mail.MailSecurity;
import io.sallyport.runtime.mail.MailSettings;
import io.sallyport.runtime.mail.Mailer;
import io.sallyport.runtime.store.Change;
import io.sallyport.runtime.store.HealthRow;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.Outbox;
import io.sallyport.runtime.store.Store;
import io.sallyport.runtime.store.StoreSettings;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A process that finds a connection down, writes that and the mail of it, and sends it; it dies at
 * the step that it is told, as by {@code kill -9}. It does all that is left to do when it is
 * started again.
 */
final class OutboxVictim {

  /** Where to die. */
  enum Step {
    /** Inside the transaction, before anything of it is written. */
    BEFORE_INSERT,
    /** Inside the transaction, once the mail is made. */
    BEFORE_COMMIT,
    AFTER_COMMIT,
    /** The mail is taken from the outbox, the mail server not called yet. */
    BEFORE_SENDING,
    /** The mail server has taken it, the outbox does not know. */
    AFTER_ANSWER,
    AFTER_MARK,
    NEVER
  }

  private static final String OWNER = "this node";

  private final Step dieAt;
  private final Store store;
  private final int port;

  private OutboxVictim(Path file, int port, Step dieAt) {
    this.dieAt = dieAt;
    this.port = port;
    this.store =
        Store.open(
            new StoreSettings("jdbc:h2:file:" + file, Optional.empty(), Optional.empty()),
            Path.of("."),
            InstantSource.system());
  }

  /**
   * Runs it.
   *
   * @param arguments the database's file, the mail server's port, where to die
   */
  public static void main(String[] arguments) throws InterruptedException {
    new OutboxVictim(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Step.valueOf(arguments[2]))
        .run();
  }

  private void run() throws InterruptedException {
    store.outbox().takeBack(OWNER);
    var unused =
        store.health().change("acme", OptionalLong.empty(), (row, now) -> findDown(row, now));
    dieIf(Step.AFTER_COMMIT);
    Postman postman =
        new Postman(
            watched(store.outbox()),
            this::send,
            (recipient, mails) -> {
              throw new AssertionError("nothing is superseded here");
            },
            PostmanSettings.of(OWNER, 600),
            new SplittableRandom(1));
    postman.start();
    while (store.outbox().list(10).stream().anyMatch(mail -> mail.ended().isEmpty())) {
      Thread.sleep(20);
    }
    postman.close(Duration.ofSeconds(5));
    store.close();
  }

  private Optional<Change> findDown(HealthRow row, Instant now) {
    dieIf(Step.BEFORE_INSERT);
    HealthPolicy policy =
        new HealthPolicy(
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            1,
            Duration.ZERO,
            List.of("soc@example.com", "boss@example.com"),
            "identity");
    HealthMachine.Step watched =
        HealthMachine.step(row.health(), policy, new HealthEvent.Watched(), now);
    HealthMachine.Step down =
        HealthMachine.step(
            watched.health(),
            policy,
            new HealthEvent.Checked(
                1,
                new Failed(
                    Category.AUTHENTICATION,
                    "Test Connection failed. Failed to check the connector.",
                    401,
                    "Unauthorized",
                    List.of(),
                    List.of())),
            now);
    List<NewMail> mails =
        down.effects().stream().flatMap(effect -> mails(effect, now).stream()).toList();
    dieIf(Step.BEFORE_COMMIT);
    return Optional.of(new Change(down.health(), Optional.empty(), Optional.empty(), "401", mails));
  }

  private static List<NewMail> mails(HealthEffect effect, Instant now) {
    return new AlertLetters("sallyport@example.com", "vm.example.com")
        .of(
            effect,
            new AlertSubject(
                "acme",
                Optional.empty(),
                "Acme",
                Optional.empty(),
                1,
                1,
                Duration.ofMinutes(1),
                "sallyport test acme"),
            now);
  }

  private Delivery send(Letter letter) {
    dieIf(Step.BEFORE_SENDING);
    Delivery delivery =
        new Mailer(
                new MailSettings(
                    "127.0.0.1",
                    port,
                    MailSecurity.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    "sallyport@example.com",
                    Optional.empty()))
            .send(letter);
    dieIf(Step.AFTER_ANSWER);
    return delivery;
  }

  /** The outbox, but for what happens once a mail is marked as sent. */
  private Outbox watched(Outbox outbox) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(outbox, arguments);
              if (method.getName().equals("sent")) {
                dieIf(Step.AFTER_MARK);
              }
              return result;
            });
  }

  private void dieIf(Step reached) {
    if (reached == dieAt) {
      Runtime.getRuntime().halt(137);
    }
  }
}
