// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.Outbox;
import io.sallyport.runtime.store.OutboxMail;
import io.sallyport.runtime.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox, on one daemon thread. There may be one on each node. Thread-safe. Remembers
 * nothing that matters: a process that is killed at any point loses no mail.
 */
public final class Postman {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /** After the database could not be used. */
  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final MailRound round;
  private final Duration storePause;
  private final Bell bell = new Bell();
  private final Thread thread = new Thread(this::run, "postman");
  private volatile boolean closing;
  private boolean storeFailed;

  /**
   * A postman that does nothing until it is started.
   *
   * @param digest as {@link AlertLetters#digest}
   * @param random for waits that are not the same on all nodes
   */
  public Postman(
      Outbox outbox,
      Mailing mailing,
      BiFunction<String, List<OutboxMail>, NewMail> digest,
      PostmanSettings settings,
      RandomGenerator random) {
    this(outbox, mailing, digest, settings, random, STORE_PAUSE);
  }

  Postman(
      Outbox outbox,
      Mailing mailing,
      BiFunction<String, List<OutboxMail>, NewMail> digest,
      PostmanSettings settings,
      RandomGenerator random,
      Duration storePause) {
    round =
        new MailRound(outbox, mailing, digest, settings, random, System::nanoTime, () -> closing);
    this.storePause = storePause;
    thread.setDaemon(true);
  }

  /** Begins; once. */
  public void start() {
    thread.start();
  }

  /** Says that there is a new mail. Returns at once. */
  public void wake() {
    bell.ring();
  }

  /**
   * Ends. What is taken and not begun is given back at once. A mail that the mail server holds up
   * for longer than that is left to its lease: it is sent again, with the same message id.
   *
   * @param most returns within that time, whatever the mail server and the database do
   */
  public void close(Duration most) {
    closing = true;
    bell.ring();
    boolean ended = !thread.isAlive();
    try {
      if (!ended) {
        thread.join(Math.max(1, most.toMillis()));
        ended = !thread.isAlive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      // Not interrupted: inside the database that would close its file for everybody.
      LOG.warn("A mail was being sent for too long, and is sent again after the next start");
    }
  }

  private void run() {
    while (!closing) {
      rest(step());
    }
  }

  private Duration step() {
    try {
      Duration pause = round.make();
      if (storeFailed) {
        storeFailed = false;
        LOG.info("The database can be used again: mails are sent");
      }
      return pause;
    } catch (StoreException e) {
      if (!storeFailed && !closing) {
        storeFailed = true;
        LOG.warn("No mails are sent, since the database cannot be used: {}", e.getMessage());
      }
      return storePause;
    } catch (RuntimeException | Error e) {
      // Whatever it is: without this thread nobody would be told of anything any more.
      LOG.error("A look into the outbox ended in a fault of Sallyport", e);
      return storePause;
    }
  }

  private void rest(Duration pause) {
    if (!pause.isZero() && !closing) {
      bell.await(pause);
    }
  }
}
