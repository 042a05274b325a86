// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.egress.PeerCertificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateExpiryTest {

  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

  @Test
  void saysWhoseCertificateExpiresWhenAndWhatToDo() {
    assertThat(in(Duration.ofDays(5)).warning("us1.example.com:443"))
        .isEqualTo(
            "The certificate of us1.example.com:443 (subject us1.example.com) expires on"
                + " 2026-05-11, in 5 days: have it renewed before, or every command of this"
                + " connection fails from then on.");
    assertThat(in(Duration.ofDays(-5)).warning("us1.example.com:443"))
        .isEqualTo(
            "The certificate of us1.example.com:443 (subject us1.example.com) expired on"
                + " 2026-05-01: have it renewed.");
  }

  @Test
  void isSoonWithinFourteenDays() {
    assertThat(in(Duration.ofDays(14)).isSoon()).isTrue();
    assertThat(in(Duration.ofDays(14).plusSeconds(1)).isSoon()).isFalse();
    assertThat(in(Duration.ofDays(1)).distance()).isEqualTo("in 1 day");
  }

  private static CertificateExpiry in(Duration time) {
    return new CertificateExpiry(new PeerCertificate("us1.example.com", NOW.plus(time)), NOW);
  }
}
