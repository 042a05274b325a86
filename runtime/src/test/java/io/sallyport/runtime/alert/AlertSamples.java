// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

import io.sallyport.runtime.health.Category;
import io.sallyport.runtime.health.CheckOutcome.Failed;
import io.sallyport.runtime.health.HealthEffect.Opened;
import io.sallyport.runtime.health.HealthEffect.Recovered;
import io.sallyport.runtime.health.HealthEffect.Reminded;
import io.sallyport.runtime.health.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One incident of one connection, as docs/mails.md tells it. */
final class AlertSamples {

  static final Instant SINCE = Instant.parse("2026-11-26T02:27:10Z");
  static final Instant NOW = SINCE.plus(Duration.ofMinutes(30)).plusSeconds(4);

  static final AlertLetters LETTERS =
      new AlertLetters("Sallyport <sallyport@example.com>", "soar-1.example.com");

  static final AlertSubject ACME =
      new AlertSubject(
          "proofpoint-acme",
          Optional.of("Headquarters"),
          "Proofpoint Essentials",
          Optional.of("Mail filter of Acme"),
          3,
          2,
          Duration.ofMinutes(15),
          "sallyport test proofpoint-acme");

  static final Failed UNAUTHORIZED =
      new Failed(
          Category.AUTHENTICATION,
          "Test Connection failed. Failed to check the connector.",
          401,
          "Unauthorized",
          List.of(
              "User Name or Password is wrong, or the password was changed or has expired: sign in"
                  + " to the console with them to see.",
              "The account's role must be Organization Admin or Channel Admin.",
              "An account that signs in by single sign-on, or with a second factor, may be refused"
                  + " here: use one that has a password alone."),
          List.of(
              "✔ configuration   revision 3f2a90c1d4e7",
              "✔ secret          1 secret: corp-vault (0.4 ms)",
              "✔ name look-up    us1.example.com → 192.0.2.17 (3.1 ms)",
              "- agent           none, it is called directly",
              "✔ connect         192.0.2.17:443 (21 ms)",
              "✔ TLS             us1.example.com, expires 2027-06-27 (34 ms)",
              "✖ authentication  401 Unauthorized (118 ms)",
              "- authorisation   not reached",
              "- answer          not reached"));

  static Incident incident(String... recipients) {
    return new Incident(12, SINCE, NOW, 3, List.of(recipients), NOW, 0, Optional.<String>empty());
  }

  static Opened opened(String... recipients) {
    return new Opened(incident(recipients), UNAUTHORIZED, List.of(recipients));
  }

  static Reminded reminded(int number, String... recipients) {
    return new Reminded(incident(recipients), UNAUTHORIZED, number, List.of(recipients));
  }

  static Recovered recovered(String... recipients) {
    return new Recovered(
        incident(recipients), SINCE.plus(Duration.ofMinutes(72)), List.of(recipients));
  }

  private AlertSamples() {}
}
