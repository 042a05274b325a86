// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for tests, made when first asked for and never written where they would stay.
 *
 * <p>Each takes about a second, once. Three of the four come from an authority that is made up with
 * them, since a client that trusts a certificate itself does not look whether it has run out.
 *
 * <p>Thread-safe.
 */
public final class TestCertificates {

  private static final TestCertificates SHARED = new TestCertificates();

  private final Map<TlsMode, KeyStore> made = new EnumMap<>(TlsMode.class);
  private @Nullable KeyMaker maker;

  private TestCertificates() {}

  /** Returns the certificates of this JVM. */
  public static TestCertificates shared() {
    return SHARED;
  }

  /**
   * Returns what a client must trust to come as far as the mode lets it, as PEM: for {@link
   * TlsMode#UNTRUSTED} the certificate itself, otherwise its authority.
   *
   * @throws IllegalArgumentException for a mode without certificate
   * @throws UncheckedIOException when the JDK's keytool does not do its work
   */
  public String pem(TlsMode mode) {
    try {
      Certificate[] chain = keys(mode).getCertificateChain(KeyMaker.ALIAS);
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(chain[chain.length - 1].getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("A certificate that was just made cannot be read.", failed);
    }
  }

  /**
   * Returns what a server shows in that mode, for a server of another protocol than HTTP.
   *
   * @throws IllegalArgumentException for a mode without certificate
   * @throws UncheckedIOException when the JDK's keytool does not do its work
   */
  public SSLContext context(TlsMode mode) {
    try {
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys(mode), KeyMaker.password());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("A certificate that was just made cannot be used.", failed);
    }
  }

  private synchronized KeyStore keys(TlsMode mode) {
    try {
      KeyStore known = made.get(mode);
      if (known == null) {
        known = make(mode);
        made.put(mode, known);
      }
      return known;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private KeyStore make(TlsMode mode) throws IOException {
    return switch (mode) {
      case TRUSTED -> maker().signed("san=dns:localhost,ip:127.0.0.1", "-1d", 30);
      case EXPIRED -> maker().signed("san=dns:localhost,ip:127.0.0.1", "-3d", 1);
      case WRONG_HOST -> maker().signed("san=dns:wrong.example", "-1d", 30);
      case UNTRUSTED -> KeyMaker.selfSigned("san=dns:localhost,ip:127.0.0.1");
      default ->
          throw new IllegalArgumentException(
              "No certificate is shown in the mode "
                  + mode
                  + ". One is in TRUSTED, EXPIRED, WRONG_HOST and UNTRUSTED.");
    };
  }

  private KeyMaker maker() throws IOException {
    KeyMaker known = maker;
    if (known == null) {
      known = KeyMaker.withNewAuthority();
      maker = known;
    }
    return known;
  }

  /** Returns which certificates are made so far. */
  @Override
  public synchronized String toString() {
    return "TestCertificates" + made.keySet();
  }
}
