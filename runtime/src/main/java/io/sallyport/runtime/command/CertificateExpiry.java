// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.runtime.egress.PeerCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How much time there is until a certificate must have been renewed. Days are those of UTC. */
final class CertificateExpiry {

  /** Long enough to have one renewed by somebody else. */
  private static final Duration SOON = Duration.ofDays(14);

  private final PeerCertificate certificate;
  private final Instant now;

  CertificateExpiry(PeerCertificate certificate, Instant now) {
    this.certificate = certificate;
    this.now = now;
  }

  boolean isSoon() {
    return !certificate.expires().isAfter(now.plus(SOON));
  }

  LocalDate date() {
    return LocalDate.ofInstant(certificate.expires(), ZoneOffset.UTC);
  }

  /** Such as {@code in 5 days}. */
  String distance() {
    if (certificate.expires().isBefore(now)) {
      return "already";
    }
    long days = Duration.between(now, certificate.expires()).toDays();
    return days == 0 ? "within a day" : days == 1 ? "in 1 day" : "in " + days + " days";
  }

  /** What a person should do, in one line. */
  String warning(String place) {
    String certificateOf =
        "The certificate of "
            + place
            + " (subject "
            + certificate.subject()
            + ") "
            + (certificate.expires().isBefore(now) ? "expired on " : "expires on ")
            + date();
    return certificate.expires().isBefore(now)
        ? certificateOf + ": have it renewed."
        : certificateOf
            + ", "
            + distance()
            + ": have it renewed before, or every command of this connection fails from then on.";
  }
}
