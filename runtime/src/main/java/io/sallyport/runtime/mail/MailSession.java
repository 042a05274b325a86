// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters one after the other over one connection, which is opened for the first. After a
 * failure, other than that of one recipient, it is closed and the next letter opens another.
 *
 * <p>For one thread at a time.
 */
public final class MailSession implements AutoCloseable {

  private final MailSettings settings;
  private final MailTimes times;
  private @Nullable MailLink link;

  MailSession(MailSettings settings, MailTimes times) {
    this.settings = settings;
    this.times = times;
  }

  /**
   * Sends it once, and returns in about 20 seconds at the latest, whatever the server does.
   *
   * <p>Never throws for what the server, the network, the settings or the letter do.
   */
  public Delivery send(Letter letter) {
    return LetterCheck.problem(letter)
        .<Delivery>map(problem -> new Delivery.Refused(0, problem))
        .orElseGet(() -> attempt(letter, new Conversation()).delivery());
  }

  /**
   * What became of it.
   *
   * @param failure why it was not accepted
   */
  record Outcome(Delivery delivery, Conversation conversation, Optional<MailFailure> failure) {}

  /** Takes a letter that {@link LetterCheck} has found nothing wrong with. */
  Outcome attempt(Letter letter, Conversation conversation) {
    try (Deadline deadline = Deadline.in(times.total())) {
      MailLink kept = link;
      if (kept == null) {
        return onNew(letter, conversation, deadline);
      }
      kept.guardBy(deadline);
      Outcome outcome = on(kept, letter, conversation, deadline);
      boolean stale =
          !deadline.passed() && outcome.failure().map(MailFailure::isStaleConnection).orElse(false);
      return stale ? onNew(letter, new Conversation(), deadline) : outcome;
    }
  }

  private Outcome onNew(Letter letter, Conversation conversation, Deadline deadline) {
    try {
      MailLink opened = MailLink.open(settings, times, conversation, deadline);
      link = opened;
      return on(opened, letter, conversation, deadline);
    } catch (IOException | MessagingException | RuntimeException e) {
      return failed(conversation, new MailFailures(conversation, deadline).of(e));
    }
  }

  private Outcome on(MailLink used, Letter letter, Conversation conversation, Deadline deadline) {
    try {
      return new Outcome(used.send(letter, conversation), conversation, Optional.empty());
    } catch (MessagingException | RuntimeException e) {
      MailFailure failure = new MailFailures(conversation, deadline).of(e);
      if (deadline.passed() || !failure.leavesConnectionUsable()) {
        link = null;
        used.abandon();
      }
      if (conversation.accepted()) {
        // The library knows no other success than 250.
        return new Outcome(
            new Delivery.Accepted(conversation.code(), conversation.words()),
            conversation,
            Optional.empty());
      }
      return failed(conversation, failure);
    }
  }

  private static Outcome failed(Conversation conversation, MailFailure failure) {
    return new Outcome(failure.delivery(), conversation, Optional.of(failure));
  }

  /** Says goodbye to the server, in the time of a write at most. */
  @Override
  public void close() {
    MailLink kept = link;
    link = null;
    if (kept != null) {
      try (Deadline deadline = Deadline.in(times.write())) {
        kept.guardBy(deadline);
        kept.end();
      }
    }
  }
}
