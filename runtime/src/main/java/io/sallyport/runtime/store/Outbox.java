// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The mail that is to be sent, and what became of it. Mails are put in by {@link
 * HealthStore#change}, in the same transaction as what they tell, or by {@link #add}. Thread-safe;
 * each method is one transaction, and throws {@link StoreException} where there is none to be had.
 */
public interface Outbox {

  /** Puts mails in that belong to no connection's change. */
  void add(List<NewMail> mails);

  /**
   * Takes mails to send, the longest due first, and marks them {@code SENDING}. Of a thread only
   * the first that is not done, so that it is read in its order; one whose lease has run out is
   * taken again. On the way, in the same transaction:
   *
   * <ul>
   *   <li>What has waited for longer than {@code lifetime} is {@code EXPIRED}.
   *   <li>Where the OPENED of a thread waits although it was tried, or has waited for 2 minutes,
   *       and nobody can have got it, and its RECOVERED or CLOSED waits too, all of the thread is
   *       {@code SUPERSEDED}: it is over, and never was reported.
   *   <li>Where the OPENED of a thread has FAILED or EXPIRED or is SUPERSEDED, what follows is
   *       {@code SUPERSEDED}.
   *   <li>A REMINDER that waits is {@code SUPERSEDED} by a later mail of its thread.
   * </ul>
   *
   * @param owner the name of this node
   */
  List<OutboxMail> lease(String owner, int most, Duration lease, Duration lifetime);

  /**
   * Has all mails tried again at once that this owner has left behind while it sent them, such as
   * when its process was killed. They may have been sent.
   *
   * @return how many there were
   */
  int takeBack(String owner);

  /**
   * Puts one DIGEST in for each recipient who has not heard of incidents that are over, unless one
   * waits for him already or is being sent. They are told of once.
   *
   * @param digest from a recipient and his superseded RECOVERED and CLOSED mails, the oldest first
   */
  void digest(BiFunction<String, List<OutboxMail>, NewMail> digest);

  /** The mail server has taken it. Done by whoever leased it; otherwise nothing happens. */
  void sent(long id, String owner, int code);

  /**
   * It is to be tried again after this time.
   *
   * @param perhapsSent whether the mail server may have taken it all the same
   */
  void retry(long id, String owner, Duration after, int code, String detail, boolean perhapsSent);

  /** It will not be tried again. */
  void failed(long id, String owner, int code, String detail);

  /** How long until something is due; at most the given time. */
  Duration untilNext(Duration most);

  /** The latest first. */
  List<OutboxMail> list(int most);

  /**
   * Has a mail that failed or expired tried again now, for a whole lifetime; with an OPENED the
   * RECOVERED or CLOSED that was superseded with it, after it. False where there is no such mail.
   */
  boolean again(long id);

  /** Forgets what is done and older. */
  int forgetBefore(Instant then);
}
