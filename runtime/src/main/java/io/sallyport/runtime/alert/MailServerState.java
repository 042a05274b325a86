// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.mail.Delivery;
import io.sallyport.runtime.mail.Delivery.Accepted;
import io.sallyport.runtime.mail.Delivery.Later;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the mail server as a whole can be used, so that it is not called for each mail while it
 * cannot. Used by one thread. Only a hint: whoever begins anew finds out by one call.
 */
final class MailServerState {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  /**
   * Each answer to a sign-in that does not succeed: no mail is to blame, even where it is final.
   */
  private static final Set<Integer> SIGN_IN = Set.of(454, 530, 534, 535, 538);

  private static final int NO_ANSWER = 0;
  private static final int GOING_DOWN = 421;

  /** News is told this soon after the mail server works again. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Backoff backoff;
  private int failures;
  private long pausedUntil;

  MailServerState(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Whether this answer is about the server and not about the mail. */
  static boolean isAboutServer(Delivery delivery) {
    if (delivery instanceof Accepted) {
      return false;
    }
    int code = delivery.code();
    // A final answer that does not make the mail fail was given before the mail was mentioned.
    boolean unrelated = code == NO_ANSWER || code == GOING_DOWN || code >= 500;
    return SIGN_IN.contains(code) || (unrelated && delivery instanceof Later);
  }

  /** Takes note of what became of a mail. */
  void learn(Delivery delivery, long nanoTime) {
    if (isAboutServer(delivery)) {
      failures++;
      Duration pause = backoff.after(failures);
      Duration shorter = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      pausedUntil = nanoTime + shorter.toNanos();
      if (failures == 1) {
        LOG.warn(
            "The mail server cannot be used ({}). Mails wait, and are sent when it can",
            words(delivery));
      }
    } else if (failures > 0) {
      LOG.info("The mail server can be used again, after {} attempts that failed", failures);
      failures = 0;
    }
  }

  boolean isDown() {
    return failures > 0;
  }

  /** How long it is left alone. */
  Duration pause(long nanoTime) {
    return isDown() && pausedUntil > nanoTime
        ? Duration.ofNanos(pausedUntil - nanoTime)
        : Duration.ZERO;
  }

  static String words(Delivery delivery) {
    String detail = HarmlessText.line(delivery.detail(), 300);
    if (delivery.code() == 0) {
      return detail.isEmpty() ? "no answer" : detail;
    }
    return detail.startsWith(Integer.toString(delivery.code()))
        ? detail
        : (delivery.code() + " " + detail).strip();
  }
}
