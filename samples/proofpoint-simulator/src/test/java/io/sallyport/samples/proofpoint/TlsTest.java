// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.TlsMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(60)
class TlsTest {
  @Test
  void answersAClientThatTrustsTheCertificate() throws Exception {
    try (ProofpointSimulator simulator = start(TlsMode.TRUSTED)) {
      assertThat(simulator.uri()).hasScheme("https").hasHost("localhost");
      assertThat(status(trusting(simulator.pem()), simulator.uri())).isEqualTo(200);
      assertThatThrownBy(() -> status(HttpClient.newHttpClient(), simulator.uri()))
          .isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPIRED", "WRONG_HOST"})
  void isRefusedForWhatIsWrongWithItsCertificate(TlsMode mode) throws Exception {
    try (ProofpointSimulator simulator = start(mode)) {
      HttpClient client = trusting(simulator.pem());

      assertThatThrownBy(() -> status(client, simulator.uri())).isInstanceOf(SSLException.class);
      assertThat(simulator.journal()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsMode.class,
      names = {"TRUSTED", "SILENT_HANDSHAKE"},
      mode = Mode.EXCLUDE)
  void isReachedByNoClientThatIsCareful(TlsMode mode) {
    try (ProofpointSimulator simulator = start(mode)) {
      assertThatThrownBy(() -> status(HttpClient.newHttpClient(), simulator.uri()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void listensForPlainHttpBesideItWithTheSameStateAndWithoutItsFaults() throws Exception {
    try (ProofpointSimulator simulator = start(TlsMode.OLD_PROTOCOL)) {
      simulator.faults().add(FaultRule.parse("silent"));

      assertThat(simulator.plainUri()).hasScheme("http").hasHost("127.0.0.1");
      assertThat(status(HttpClient.newHttpClient(), simulator.plainUri())).isEqualTo(200);
      assertThat(simulator.journal()).extracting(JournalEntry::status).containsExactly(200);
    }
  }

  @Test
  void usesOnePortWherePlainHttpIsAllThereIs() {
    try (ProofpointSimulator simulator =
        ProofpointSimulator.start(Behaviour.documented(), Directory.demo(), 0)) {
      assertThat(simulator.plainUri()).isEqualTo(simulator.uri());
      assertThatThrownBy(simulator::pem).isInstanceOf(IllegalStateException.class);
    }
  }

  private static ProofpointSimulator start(TlsMode mode) {
    return ProofpointSimulator.startTls(Behaviour.documented(), Directory.demo(), 0, mode);
  }

  private static int status(HttpClient client, URI root) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + "/api/v1/me"))
            .headers("X-User", "admin@example.com", "X-Password", DemoDirectory.PASSWORD)
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static HttpClient trusting(String pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "simulator",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
