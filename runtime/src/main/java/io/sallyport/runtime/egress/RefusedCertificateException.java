// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Keeps what a server has shown, so that a person can be told what would have to be trusted. */
final class RefusedCertificateException extends CertificateException {

  private static final long serialVersionUID = 1L;

  private final X509Certificate certificate;

  RefusedCertificateException(X509Certificate certificate, CertificateException cause) {
    super(cause);
    this.certificate = certificate;
  }

  /** The server's own, the first of its chain. */
  X509Certificate certificate() {
    return certificate;
  }
}
