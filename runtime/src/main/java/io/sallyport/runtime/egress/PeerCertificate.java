// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a product has shown, trusted or not.
 *
 * @param subject its common name, or else the first name that it is for, or else all of its subject
 * @param expires the last moment at which it is valid
 */
public record PeerCertificate(String subject, Instant expires) {

  /** Longer ones are somebody's joke, and would fill the screen. */
  private static final int LONGEST_SUBJECT = 200;

  static PeerCertificate of(X509Certificate certificate) {
    String subject =
        commonName(certificate)
            .or(() -> TlsFailures.names(certificate).stream().findFirst())
            .orElseGet(() -> certificate.getSubjectX500Principal().getName());
    return new PeerCertificate(
        subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) + "…" : subject,
        certificate.getNotAfter().toInstant());
  }

  /** The one of a connection; empty without TLS. */
  static Optional<PeerCertificate> of(@Nullable SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(of(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // it has shown none
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(each -> each.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(name -> ((String) name).strip())
              .filter(name -> !name.isEmpty())
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
