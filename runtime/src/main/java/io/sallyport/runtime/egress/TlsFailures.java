// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static io.sallyport.runtime.egress.Causes.find;

import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says for people why there is no TLS connection, and what the server has shown. */
final class TlsFailures {

  private static final int MOST_NAMES = 10;

  private final BaseAddress base;

  TlsFailures(BaseAddress base) {
    this.base = base;
  }

  CommandException of(Throwable cause) {
    Finding finding = finding(cause);
    CommandException failure = finding.failure(Map.of("place", base.place(), "host", base.host()));
    Optional<X509Certificate> shown =
        find(cause, RefusedCertificateException.class)
            .map(RefusedCertificateException::certificate);
    if (shown.isEmpty()) {
      return failure;
    }
    return explain(failure, finding, shown.get());
  }

  private static Finding finding(Throwable cause) {
    if (Causes.has(cause, "NotSslRecordException")) {
      return Finding.TLS_NOT_SPOKEN;
    }
    if (find(cause, CertificateExpiredException.class).isPresent()) {
      return Finding.CERTIFICATE_EXPIRED;
    }
    if (find(cause, CertificateNotYetValidException.class).isPresent()) {
      return Finding.CERTIFICATE_NOT_YET_VALID;
    }
    Optional<RefusedCertificateException> refused = find(cause, RefusedCertificateException.class);
    if (refused.isPresent()) {
      Throwable why = refused.get().getCause();
      // The check of the name throws this class itself, everything else one of its own.
      return why != null && why.getClass() == CertificateException.class
          ? Finding.CERTIFICATE_FOR_ANOTHER_NAME
          : Finding.CERTIFICATE_UNTRUSTED;
    }
    return Causes.says(cause, "protocol_version") || Causes.says(cause, "protocol version")
        ? Finding.TLS_TOO_OLD
        : Finding.TLS_FAILED;
  }

  private CommandException explain(
      CommandException failure, Finding finding, X509Certificate shown) {
    String subject = shown.getSubjectX500Principal().getName();
    String issuer = shown.getIssuerX500Principal().getName();
    CommandException more =
        failure.withDetail(
            "The certificate shown: subject "
                + subject
                + ", issuer "
                + issuer
                + ", valid from "
                + shown.getNotBefore().toInstant()
                + " until "
                + shown.getNotAfter().toInstant()
                + ", SHA-256 "
                + fingerprint(shown)
                + ".");
    if (finding == Finding.CERTIFICATE_FOR_ANOTHER_NAME) {
      List<String> names = names(shown);
      return names.isEmpty()
          ? more.withDetail("It names no host at all.")
          : more.withDetail("It is for " + String.join(", ", names) + ".");
    }
    if (finding == Finding.CERTIFICATE_UNTRUSTED) {
      String which =
          subject.equals(issuer) ? "it" : "the certificate of its issuer (" + issuer + ")";
      return more.withDetail(
          "If it is the right one, save "
              + which
              + " in PEM as a file in the configuration folder and add to the connection: tls:"
              + " {trustCertificates: "
              + base.host().replace(':', '-')
              + ".pem}");
    }
    return more;
  }

  /** The hosts that it is for; of very many the first. */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> each : alternatives) {
          // The second is the name: text for a DNS name or an IP address, else octets.
          if (each.get(1) instanceof String name && names.size() < MOST_NAMES) {
            names.add(name);
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      return "unknown";
    }
  }
}
