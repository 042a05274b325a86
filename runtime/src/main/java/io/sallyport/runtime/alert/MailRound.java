// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Delivery.Accepted;
import io.sallyport.runtime.mail.Delivery.Later;
import io.sallyport.runtime.mail.Delivery.Refused;
import io.sallyport.runtime.mail.Letter;
import io.sallyport.runtime.store.NewMail;
import io.sallyport.runtime.store.Outbox;
import io.sallyport.runtime.store.OutboxMail;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look into the outbox: takes what is due, sends it, and writes down what became of it. All
 * that matters is in the outbox; wherever this is killed, what was not written down is sent again,
 * with the same message id. Used by one thread.
 */
final class MailRound {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /** Other nodes put mails in too, and do not wake this one. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Where something is due and still cannot be had. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final Mailing mailing;
  private final BiFunction<String, List<OutboxMail>, NewMail> digest;
  private final PostmanSettings settings;
  private final LongSupplier nanoTime;
  private final BooleanSupplier closing;
  private final Backoff backoff;
  private final RateCap rate;
  private final MailServerState server;

  /** Sent, while the database could not be told so: told before it would give them out again. */
  private final Map<Long, Integer> untold = new LinkedHashMap<>();

  MailRound(
      Outbox outbox,
      Mailing mailing,
      BiFunction<String, List<OutboxMail>, NewMail> digest,
      PostmanSettings settings,
      RandomGenerator random,
      LongSupplier nanoTime,
      BooleanSupplier closing) {
    this.outbox = outbox;
    this.mailing = mailing;
    this.digest = digest;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.closing = closing;
    backoff = new Backoff(random);
    rate = new RateCap(settings.perMinute());
    server = new MailServerState(backoff);
  }

  /**
   * Makes the round.
   *
   * @return how long there is nothing to do; less where somebody knows of a new mail
   */
  Duration make() {
    Duration pause = pause();
    if (!pause.isZero()) {
      return pause;
    }
    tell();
    long started = nanoTime.getAsLong();
    // While the server is down, one mail finds out whether it still is; the others stay untouched.
    int most = server.isDown() ? 1 : Math.min(settings.batch(), rate.left(started));
    List<OutboxMail> mails =
        outbox.lease(settings.owner(), most, settings.lease(), settings.lifetime());
    if (deliver(mails, started) || mails.isEmpty()) {
      outbox.digest(digest);
    }
    if (!mails.isEmpty()) {
      return pause();
    }
    Duration next = outbox.untilNext(LONGEST_PAUSE);
    return next.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : next;
  }

  /** How long no mail may be sent, whoever wakes this. */
  Duration pause() {
    long now = nanoTime.getAsLong();
    Duration down = server.pause(now);
    Duration capped = rate.untilNext(now);
    return down.compareTo(capped) > 0 ? down : capped;
  }

  /** Whether the mail server has taken one of them. */
  private boolean deliver(List<OutboxMail> mails, long started) {
    boolean sent = false;
    Delivery trouble = null;
    for (OutboxMail mail : mails) {
      if (trouble != null) {
        outbox.retry(
            mail.id(),
            settings.owner(),
            backoff.after(mail.attempts()),
            trouble.code(),
            trouble.detail(),
            false);
      } else if (closing.getAsBoolean() || isLate(started)) {
        outbox.retry(mail.id(), settings.owner(), Duration.ZERO, mail.code(), mail.detail(), false);
      } else {
        Delivery delivery = attempt(mail);
        sent |= delivery instanceof Accepted;
        if (MailServerState.isAboutServer(delivery)) {
          trouble = delivery;
        }
      }
    }
    return sent;
  }

  /** The lease may run out while one more is sent, and another would send it too. */
  private boolean isLate(long started) {
    return nanoTime.getAsLong() - started > settings.lease().toNanos() / 2;
  }

  private Delivery attempt(OutboxMail mail) {
    rate.done(nanoTime.getAsLong());
    Delivery delivery;
    try {
      delivery = mailing.send(letter(mail));
    } catch (RuntimeException e) {
      LOG.error("Sending {} ended in a fault of Sallyport", name(mail.mail()), e);
      // No word about the server: the next mail may go well. Whether it was sent is not known.
      outbox.retry(
          mail.id(),
          settings.owner(),
          backoff.after(mail.attempts()),
          0,
          "a fault of Sallyport, see its log",
          true);
      return new Later(450, "a fault of Sallyport", true);
    }
    server.learn(delivery, nanoTime.getAsLong());
    record(mail, delivery);
    return delivery;
  }

  private void tell() {
    List.copyOf(untold.entrySet())
        .forEach(
            mail -> {
              outbox.sent(mail.getKey(), settings.owner(), mail.getValue());
              untold.remove(mail.getKey());
            });
  }

  private void record(OutboxMail mail, Delivery delivery) {
    long id = mail.id();
    String owner = settings.owner();
    if (delivery instanceof Accepted) {
      LOG.info("Sent {} ({})", name(mail.mail()), delivery.code());
      untold.put(id, delivery.code());
      tell();
    } else if (delivery instanceof Refused && !MailServerState.isAboutServer(delivery)) {
      outbox.failed(id, owner, delivery.code(), delivery.detail());
      LOG.warn(
          "The mail server refuses {} for good: {}",
          name(mail.mail()),
          MailServerState.words(delivery));
    } else {
      boolean perhapsSent = delivery instanceof Later later && later.perhapsSent();
      outbox.retry(
          id,
          owner,
          backoff.after(mail.attempts()),
          delivery.code(),
          delivery.detail(),
          perhapsSent);
      if (mail.attempts() <= 1 && !MailServerState.isAboutServer(delivery)) {
        LOG.warn("{} is tried again later: {}", name(mail.mail()), MailServerState.words(delivery));
      }
    }
  }

  private static Letter letter(OutboxMail outgoing) {
    NewMail mail = outgoing.mail();
    return new Letter(
        mail.recipient(),
        mail.messageId(),
        mail.inReplyTo(),
        mail.subject(),
        mail.text(),
        mail.html(),
        mail.kind().name().toLowerCase(Locale.ROOT)
            + mail.connection().map(connection -> " " + connection).orElse(""),
        outgoing.created());
  }

  private static String name(NewMail mail) {
    return "the mail "
        + mail.kind()
        + mail.connection().map(connection -> " of " + connection).orElse("")
        + " to "
        + HarmlessText.line(mail.recipient(), 100);
  }
}
