// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

import io.sallyport.plugin.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Letters and settings for tests. */
final class Samples {

  /** For servers that say nothing more: each read is given up soon, the letter is not. */
  static final MailTimes SHORT_READ =
      new MailTimes(
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));

  /** For servers that never let a read time out: only the deadline helps. */
  static final MailTimes SHORT_TOTAL =
      new MailTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  /** For tests in which nothing is to take long, on a busy machine. */
  static final MailTimes PATIENT =
      new MailTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20));

  static MailSettings settings(int port) {
    return settings("127.0.0.1", port, MailSecurity.NONE);
  }

  static MailSettings settings(String host, int port, MailSecurity security) {
    return new MailSettings(
        host,
        port,
        security,
        Optional.empty(),
        Optional.empty(),
        "sallyport@example.com",
        Optional.empty());
  }

  static MailSettings signingIn(MailSettings settings, String username, String password) {
    return new MailSettings(
        settings.host(),
        settings.port(),
        settings.security(),
        Optional.of(username),
        Optional.of(Secret.of(password)),
        settings.from(),
        settings.trustCertificates());
  }

  static MailSettings trusting(MailSettings settings, String pem) {
    return new MailSettings(
        settings.host(),
        settings.port(),
        settings.security(),
        settings.username(),
        settings.password(),
        settings.from(),
        Optional.of(pem));
  }

  static Letter letter() {
    return letterTo("ops@example.com");
  }

  static Letter letterTo(String to) {
    return new Letter(
        to,
        "<incident-1.1@sallyport.example>",
        Optional.of("<incident-1.0@sallyport.example>"),
        "Grüße: proofpoint-acme is down",
        "Proofpoint says:\n.\nnichts für ungut\n",
        "<p>nichts für ungut</p>\n",
        "OPENED",
        Instant.parse("2026-11-26T10:15:30Z"));
  }

  private Samples() {}
}
