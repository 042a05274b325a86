// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * Reads a connection's own trusted certificates early, so that a typing error is no TLS failure.
 */
final class TrustedCertificates {

  static void check(Tls tls) {
    if (tls.trustCertificatesPem().isPresent() && !isPem(tls.trustCertificatesPem().get())) {
      throw InvalidInputException.of(
          "tls.trustCertificates",
          "hold one or more certificates as PEM: lines between -----BEGIN CERTIFICATE----- and"
              + " -----END CERTIFICATE-----");
    }
  }

  private static boolean isPem(String text) {
    try {
      return text.contains("-----BEGIN CERTIFICATE-----")
          && !CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
              .isEmpty();
    } catch (CertificateException e) {
      return false;
    }
  }

  private TrustedCertificates() {}
}
