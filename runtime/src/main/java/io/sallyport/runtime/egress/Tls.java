// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.Optional;

/**
 * How the product's certificate is judged.
 *
 * @param trustCertificatesPem the certificates that are trusted, as PEM text, instead of those that
 *     the Java runtime trusts; empty for the latter
 * @param verify false takes any certificate of any host: for a test installation only
 */
public record Tls(Optional<String> trustCertificatesPem, boolean verify) {

  /** What the Java runtime trusts, for the name that is called. */
  public static Tls defaults() {
    return new Tls(Optional.empty(), true);
  }
}
