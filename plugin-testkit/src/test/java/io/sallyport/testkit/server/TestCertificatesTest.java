// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestCertificatesTest {

  private final TestCertificates certificates = TestCertificates.shared();

  @Test
  void makesEachCertificateOnce() {
    assertThat(TestCertificates.shared()).isSameAs(certificates);
    assertThat(certificates.pem(TlsMode.UNTRUSTED)).isEqualTo(certificates.pem(TlsMode.UNTRUSTED));
    assertThat(certificates.toString()).contains("UNTRUSTED");
  }

  @Test
  void namesOneAuthorityForAllButTheUntrusted() throws Exception {
    String authority = certificates.pem(TlsMode.TRUSTED);

    assertThat(certificates.pem(TlsMode.EXPIRED)).isEqualTo(authority);
    assertThat(certificates.pem(TlsMode.WRONG_HOST)).isEqualTo(authority);
    assertThat(certificates.pem(TlsMode.UNTRUSTED)).isNotEqualTo(authority);
    X509Certificate read =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII)));
    assertThat(read.getBasicConstraints()).isNotNegative();
    assertThat(authority)
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("\n-----END CERTIFICATE-----\n");
  }

  @Test
  void leavesNothingInTheTemporaryFolder() throws IOException {
    List<Path> before = folders();

    KeyStore keys = KeyMaker.selfSigned("san=dns:localhost");

    assertThat(keys.getType()).isEqualTo("PKCS12");
    assertThat(folders()).isSubsetOf(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_PROTOCOL", "SILENT_HANDSHAKE", "PLAIN", "RESET_HANDSHAKE"})
  void hasNoCertificateForAModeThatShowsNone(TlsMode mode) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> certificates.pem(mode))
        .withMessage(
            "No certificate is shown in the mode "
                + mode
                + ". One is in TRUSTED, EXPIRED, WRONG_HOST and UNTRUSTED.");
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(KeyMaker.FOLDER))
          .toList();
    }
  }
}
