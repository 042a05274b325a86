// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/**
 * Sends letters to the mail server of the settings.
 *
 * <p>Thread-safe; holds nothing open.
 */
public final class Mailer {

  private final MailSettings settings;
  private final MailTimes times;

  public Mailer(MailSettings settings) {
    this(settings, MailTimes.USUAL);
  }

  Mailer(MailSettings settings, MailTimes times) {
    this.settings = settings;
    this.times = times;
  }

  /** Sends one letter over a connection of its own, once; see {@link MailSession#send}. */
  public Delivery send(Letter letter) {
    try (MailSession session = open()) {
      return session.send(letter);
    }
  }

  /** Begins to send several letters over one connection, which the first of them opens. */
  public MailSession open() {
    return new MailSession(settings, times);
  }
}
