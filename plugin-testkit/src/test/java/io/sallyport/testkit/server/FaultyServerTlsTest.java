// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyServerTlsTest {

  private static final Handler OK = request -> ServerAnswer.json(200, "{\"ok\":true}");
  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  @Test
  void speaksTlsThatCanBeTrusted() throws Exception {
    try (FaultyServer server = server(TlsMode.TRUSTED)) {
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(server.pem())).build();

      assertThat(server.uri()).hasScheme("https").hasHost("localhost");
      assertThat(get(client, server.uri())).isEqualTo("{\"ok\":true}");
      assertThat(get(client, URI.create("https://127.0.0.1:" + server.uri().getPort())))
          .isEqualTo("{\"ok\":true}");
    }
  }

  @Test
  void breaksAnswersOverTlsToo() throws Exception {
    try (FaultyServer server = server(TlsMode.TRUSTED)) {
      server.faults().add(FaultRule.parse("GET /reset reset-after"));
      server.faults().add(FaultRule.parse("GET /cut cut"));
      try (RawClient client = connected(server, server.pem())) {
        assertThat(client.send("GET /reset HTTP/1.1").isReset()).isTrue();
      }
      try (RawClient client = connected(server, server.pem())) {
        assertThat(client.send("GET /cut HTTP/1.1").everything()).endsWith("\r\n\r\n{\"ok\"");
      }
    }
  }

  @Test
  void isRefusedByAClientThatWasToldOfNothing() throws Exception {
    try (FaultyServer server = server(TlsMode.TRUSTED)) {
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.UNTRUSTED)))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void showsACertificateThatHasRunOutAndNothingElseIsWrong() throws Exception {
    try (FaultyServer server = server(TlsMode.EXPIRED)) {
      assertThat(failureOf(server, server.pem()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }
  }

  @Test
  void showsACertificateForAnotherHostAndNothingElseIsWrong() throws Exception {
    try (FaultyServer server = server(TlsMode.WRONG_HOST)) {
      assertThat(failureOf(server, server.pem()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("No subject alternative DNS name matching localhost");
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.UNTRUSTED)))
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  @Test
  void showsACertificateThatOnlyItselfHasSigned() throws Exception {
    try (FaultyServer server = server(TlsMode.UNTRUSTED)) {
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.TRUSTED)))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("unable to find valid certification path");
      try (RawClient client = connected(server, server.pem())) {
        assertThat(client.send("GET / HTTP/1.1").head()).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void choosesAProtocolThatNobodyShouldSpeak() throws Exception {
    try (FaultyServer server = server(TlsMode.OLD_PROTOCOL)) {
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.TRUSTED)))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("selected protocol version TLS10");
    }
  }

  @Test
  void neverAnswersTheGreeting() throws Exception {
    try (FaultyServer server = server(TlsMode.SILENT_HANDSHAKE)) {
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.TRUSTED)))
          .isInstanceOfAny(SocketTimeoutException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void answersTheGreetingInPlainHttp() throws Exception {
    try (FaultyServer server = server(TlsMode.PLAIN)) {
      assertThat(server.uri()).hasScheme("https");
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.TRUSTED)))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("Unsupported or unrecognized SSL message");
      try (RawClient client = RawClient.to(server.uri())) {
        assertThat(client.send("GET / HTTP/1.1").head()).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void resetsTheConnectionAfterTheGreeting() throws Exception {
    try (FaultyServer server = server(TlsMode.RESET_HANDSHAKE)) {
      assertThat(failureOf(server, CERTIFICATES.pem(TlsMode.TRUSTED)))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @ParameterizedTest
  @EnumSource(TlsMode.class)
  void isClosedWithAClientInTheMiddleOfTheHandshake(TlsMode mode) throws Exception {
    FaultyServer server = server(mode);
    try (RawClient client = RawClient.to(server.uri())) {
      Awaiting.until(() -> server.acceptedConnections() == 1);
      server.close();
      assertThat(server.openConnections()).isZero();
      assertThat(catchThrowable(client::everything)).isNull();
    }
  }

  @Test
  void hasNoCertificateToShowWhereThereIsNone() {
    try (FaultyServer plain = FaultyServer.start(OK);
        FaultyServer old = server(TlsMode.OLD_PROTOCOL)) {
      assertThatIllegalStateException()
          .isThrownBy(plain::pem)
          .withMessage(
              "The server at "
                  + plain.uri()
                  + " shows no certificate. One that does is started with startTls and TRUSTED,"
                  + " EXPIRED, WRONG_HOST or UNTRUSTED.");
      assertThatIllegalStateException().isThrownBy(old::pem);
    }
  }

  private static FaultyServer server(TlsMode mode) {
    return FaultyServer.startTls(OK, 0, mode, CERTIFICATES);
  }

  private static String get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static IOException failureOf(FaultyServer server, String pem) {
    return catchThrowableOfType(
        IOException.class,
        () -> {
          try (RawClient client = connected(server, pem)) {
            throw new AssertionError("The handshake was successful: " + client.everything());
          }
        });
  }

  private static RawClient connected(FaultyServer server, String pem) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trusting(pem).getSocketFactory().createSocket("localhost", server.uri().getPort());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(2_000);
    try {
      socket.startHandshake();
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
    return new RawClient(socket);
  }

  private static SSLContext trusting(String pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "trusted",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
