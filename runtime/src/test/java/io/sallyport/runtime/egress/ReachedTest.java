// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt keeps as evidence of its way, over real TLS. */
class ReachedTest {

  private static TestCertificate certificate;

  private final Egress egress = new Egress();
  private final TestRun run = TestRun.unhurried();

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.make(folder, "-validity", "30");
  }

  @AfterEach
  void close() {
    egress.close();
  }

  @Test
  void keepsTheAddressAndTheCertificateOfAKeptConnectionToo() throws Exception {
    try (ScriptedServer server = tls()) {
      ApiClient client = client(server.uri("localhost"), trusting());
      client.send(ApiRequest.get("/first"), run);
      client.send(ApiRequest.get("/second"), run);

      assertThat(server.connections()).isEqualTo(1);
      assertThat(run.attempts())
          .hasSize(2)
          .allSatisfy(
              attempt -> {
                Reached reached = attempt.reached();
                assertThat(reached.way()).isEqualTo(Reached.Way.DIRECT);
                assertThat(reached.place()).isEqualTo("localhost:" + server.port());
                assertThat(reached.addressInWords()).contains("127.0.0.1:" + server.port());
                assertThat(reached.certificate())
                    .hasValueSatisfying(
                        shown -> {
                          assertThat(shown.subject()).isEqualTo("localhost");
                          assertThat(shown.expires())
                              .isBetween(
                                  Instant.now().plus(Duration.ofDays(29)),
                                  Instant.now().plus(Duration.ofDays(31)));
                        });
              });
      assertThat(run.attempts())
          .extracting(attempt -> attempt.reached().kept())
          .containsExactly(false, true);
    }
  }

  @Test
  void keepsTheCertificateThatIsNotTrusted() throws Exception {
    try (ScriptedServer server = tls()) {
      CommandException failure = failureOf(client(server.uri("localhost"), Tls.defaults()));

      assertThat(Finding.of(failure)).contains(Finding.CERTIFICATE_UNTRUSTED);
      Reached reached = run.attempts().get(0).reached();
      assertThat(reached.certificate().map(PeerCertificate::subject)).contains("localhost");
      assertThat(reached.addressInWords()).contains("127.0.0.1:" + server.port());
    }
  }

  @Test
  void namesACertificateWithoutCommonNameByTheFirstNameThatItIsFor(@TempDir Path folder)
      throws Exception {
    TestCertificate unnamed =
        TestCertificate.make(folder, "-dname", "O=Example", "-ext", "san=dns:us1.example.com");
    try (ScriptedServer server =
        new ScriptedServer(
            "https", unnamed.sockets(), (request, connection) -> connection.close())) {
      failureOf(client(server.uri("localhost"), Tls.defaults()));

      assertThat(run.attempts().get(0).reached().certificate().map(PeerCertificate::subject))
          .contains("us1.example.com");
    }
  }

  @Test
  void knowsOfNoCertificateOnPlainHttpAndOfNoAddressBeforeTheLookUp() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"))) {
      client(server.uri(), Tls.defaults()).send(ApiRequest.get("/things"), run);

      assertThat(run.attempts().get(0).reached().certificate()).isEmpty();
      assertThat(run.attempts().get(0).reached().secure()).isFalse();
    }
    failureOf(client(URI.create("https://nobody.invalid"), Tls.defaults()));

    assertThat(run.attempts().get(1).reached().addressInWords()).isEmpty();
  }

  @Test
  void keepsHowLongTheProductAsksToWait() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, connection) -> connection.answer("429 Slow\r\nRetry-After: 86400", "{}"))) {
      failureOf(client(server.uri(), Tls.defaults()));

      assertThat(run.attempts().get(0).retryAfter()).contains(Duration.ofDays(1));
    }
  }

  private static Tls trusting() throws Exception {
    return new Tls(Optional.of(certificate.pem()), true);
  }

  private static ScriptedServer tls() throws Exception {
    return new ScriptedServer(
        "https", certificate.sockets(), (request, connection) -> connection.answer("200 OK", "{}"));
  }

  private CommandException failureOf(ApiClient client) {
    return catchThrowableOfType(
        CommandException.class, () -> client.send(ApiRequest.post("/things"), run));
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
}
