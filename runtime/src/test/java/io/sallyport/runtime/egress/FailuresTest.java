// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told when there is no connection, most of it over real TLS. */
class FailuresTest {

  private static final Failures FAILURES =
      new Failures(
          BaseAddress.of(URI.create("https://api.example.com"), false),
          EgressSettings.defaults("test", Set.of("127.0.0.1", "localhost")),
          Optional.empty());

  private static TestCertificate certificate;

  private final Egress egress = new Egress();

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.make(folder);
    WarmUp.run();
  }

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void refusesATrustedCertificateThatHasExpired(@TempDir Path folder) throws Exception {
    TestCertificate expired = TestCertificate.make(folder, "-startdate", "-3d", "-validity", "1");
    try (ScriptedServer server =
        new ScriptedServer(
            "https", expired.sockets(), (request, connection) -> connection.close())) {
      CommandException failure =
          failureOf(client(server.uri("localhost"), new Tls(Optional.of(expired.pem()), true)));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text())
          .isEqualTo(
              "Service Unavailable: TLS: localhost:"
                  + server.port()
                  + " shows a certificate that has expired.");
      assertThat(failure.details()).hasSize(2);
      assertThat(failure.details().get(1)).contains("subject CN=localhost", "valid from", "until");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void trustsTheGivenCertificate() throws Exception {
    try (ScriptedServer server = tls()) {
      Tls trusting = new Tls(Optional.of(certificate.pem()), true);

      assertThat(
              client(server.uri("localhost"), trusting)
                  .send(ApiRequest.get("/things"), TestRun.unhurried())
                  .text())
          .isEqualTo("{}");
    }
  }

  @Test
  void refusesACertificateThatNobodyTrusts() throws Exception {
    try (ScriptedServer server = tls()) {
      CommandException failure = failureOf(client(server.uri("localhost"), Tls.defaults()));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text())
          .isEqualTo(
              "Service Unavailable: TLS: localhost:"
                  + server.port()
                  + " shows a certificate that is not trusted.");
      assertThat(failure.details().get(0))
          .startsWith(
              "The certificate shown: subject CN=localhost, issuer CN=localhost, valid from ");
      assertThat(failure.details().get(1))
          .startsWith("If it is the right one, save it in PEM as a file")
          .endsWith("tls: {trustCertificates: localhost.pem}");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(Finding.of(failure)).contains(Finding.CERTIFICATE_UNTRUSTED);
      assertThat(failure.getCause()).hasCauseInstanceOf(SSLHandshakeException.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void refusesATrustedCertificateForAnotherName() throws Exception {
    try (ScriptedServer server = tls()) {
      Tls trusting = new Tls(Optional.of(certificate.pem()), true);
      CommandException failure = failureOf(client(server.uri("127.0.0.1"), trusting));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text()).contains("certificate that is not for the name 127.0.0.1.");
      assertThat(failure.details()).last().isEqualTo("It is for localhost.");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void takesAnyCertificateWhenToldNotToVerify() throws Exception {
    try (ScriptedServer server = tls()) {
      assertThat(
              client(server.uri("127.0.0.1"), new Tls(Optional.empty(), false))
                  .send(ApiRequest.get("/things"), TestRun.unhurried())
                  .text())
          .isEqualTo("{}");
    }
  }

  @Test
  void refusesAnOldProtocol() throws Exception {
    try (SSLServerSocket old =
        (SSLServerSocket) certificate.sockets().createServerSocket(0, 5, loopback())) {
      old.setEnabledProtocols(new String[] {"TLSv1.1"});
      Thread server = new Thread(() -> handshake(old));
      server.setDaemon(true);
      server.start();
      CommandException failure =
          failureOf(
              client(
                  URI.create("https://127.0.0.1:" + old.getLocalPort()),
                  new Tls(Optional.empty(), false)));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text()).contains("did not agree on a TLS connection");
      assertThat(failure.details().toString()).contains("TLS 1.2 or 1.3");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @Test
  void recognisesAPortThatDoesNotSpeakTls() throws Exception {
    // A server that greets: what it sends is no TLS record.
    try (ServerSocket plain = new ServerSocket(0, 5, loopback())) {
      Thread server =
          new Thread(
              () -> {
                try (var socket = plain.accept()) {
                  socket.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(UTF_8));
                  assertThat(socket.getInputStream().readAllBytes()).isNotNull();
                } catch (IOException e) {
                  // the client has gone
                }
              });
      server.setDaemon(true);
      server.start();
      CommandException failure =
          failureOf(
              client(URI.create("https://127.0.0.1:" + plain.getLocalPort()), Tls.defaults()));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text()).contains("does not speak TLS on this port");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @Test
  void givesUpAHandshakeThatDoesNotEnd() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, loopback())) {
      EgressSettings settings =
          new EgressSettings(
              "test",
              Set.of("127.0.0.1", "localhost"),
              false,
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Tls.defaults(),
              Limits.defaults(),
              Throttle.defaults());
      CommandException failure =
          failureOf(
              egress
                  .outlet(settings, Credentials.NONE)
                  .client(URI.create("https://127.0.0.1:" + silent.getLocalPort())));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.text()).contains("did not complete the TLS handshake within 200 ms");
      assertThat(failure.details().toString()).contains("timeouts.tls");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @Test
  void keepsTheDeadlineInAHandshake() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, loopback())) {
      CommandException failure =
          catchThrowableOfType(
              CommandException.class,
              () ->
                  client(URI.create("https://127.0.0.1:" + silent.getLocalPort()), Tls.defaults())
                      .send(ApiRequest.get("/things"), TestRun.within(Duration.ofMillis(500))));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.text()).contains("did not complete the TLS handshake");
      assertThat(failure.details().toString()).contains("timeouts.command");
      assertThat(failure.sent()).contains(Sent.NO);
    }
  }

  @Test
  void refusesTrustedCertificatesThatAreNone() {
    for (String text :
        new String[] {
          "",
          "certificates/acme.pem",
          "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----"
        }) {
      assertThatThrownBy(
              () -> client(URI.create("https://api.example.com"), new Tls(Optional.of(text), true)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("tls.trustCertificates");
    }
  }

  /** A queue that is full drops further connections, at least on Linux. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void givesUpAConnectionThatIsNotTaken() throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, loopback())) {
      for (int filled = 0; filled < 8; filled++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
        waiting.add(channel);
      }
      EgressSettings settings =
          new EgressSettings(
              "test",
              Set.of("127.0.0.1", "localhost"),
              false,
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              Tls.defaults(),
              Limits.defaults(),
              Throttle.defaults());
      CommandException failure =
          failureOf(
              egress
                  .outlet(settings, Credentials.NONE)
                  .client(URI.create("http://127.0.0.1:" + full.getLocalPort())));

      assertThat(failure.status()).isEqualTo(504);
      assertThat(failure.text()).contains("no connection to 127.0.0.1:").contains("200 ms");
      assertThat(failure.sent()).contains(Sent.NO);
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void namesTheSettingForASlowConnection() {
    CommandException failure =
        FAILURES.of(Phase.CONNECT, new ConnectTimeoutException("slow"), Sent.NO);

    assertThat(failure.status()).isEqualTo(504);
    assertThat(failure.text())
        .isEqualTo("Gateway Timeout: no connection to api.example.com:443 within 5 s.");
    assertThat(failure.details().toString()).contains("timeouts.connect");
  }

  @Test
  void saysWhenThereIsNoWayToTheHost() {
    CommandException failure =
        FAILURES.of(Phase.CONNECT, new NoRouteToHostException("no"), Sent.NO);

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.details().toString()).contains("route to api.example.com");
  }

  @Test
  void saysThatACertificateHasExpired() {
    SSLHandshakeException cause = new SSLHandshakeException("handshake");
    cause.initCause(new CertificateExpiredException("yesterday"));

    assertThat(FAILURES.of(Phase.CONNECT, cause, Sent.NO).text())
        .contains("certificate that has expired");
  }

  @Test
  void saysHowLongItWaitedAsAPersonWould() {
    assertThat(late(Duration.ofMillis(250))).endsWith("within 250 ms.");
    assertThat(late(Duration.ofMillis(1_549))).endsWith("within 1.5 s.");
    assertThat(late(Duration.ofMillis(60_003))).endsWith("within 60 s.");
  }

  private static String late(Duration waited) {
    return FAILURES.late(Phase.WAIT, waited, Sent.UNKNOWN, "GET").text();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static void handshake(SSLServerSocket listener) {
    try (var socket = listener.accept()) {
      assertThat(socket.getInputStream().read()).isNegative();
    } catch (IOException e) {
      // that is the test
    }
  }

  private static ScriptedServer tls() throws Exception {
    return new ScriptedServer(
        "https", certificate.sockets(), (request, connection) -> connection.answer("200 OK", "{}"));
  }

  private ApiClient client(URI base, Tls tls) {
    EgressSettings settings =
        new EgressSettings(
            "test",
            Set.of("127.0.0.1", "localhost"),
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            tls,
            Limits.defaults(),
            Throttle.defaults());
    return egress.outlet(settings, Credentials.NONE).client(base);
  }

  private static CommandException failureOf(ApiClient client) {
    return catchThrowableOfType(
        CommandException.class, () -> client.send(ApiRequest.post("/things"), TestRun.unhurried()));
  }
}
