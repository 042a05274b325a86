// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.egress.AgentSettings.AgentCredentials;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.TestCertificates;
import io.sallyport.testkit.server.TestProxy;
import io.sallyport.testkit.server.TestProxy.Kind;
import io.sallyport.testkit.server.TestProxy.Login;
import io.sallyport.testkit.server.TestProxy.Mood;
import io.sallyport.testkit.server.TlsMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything of a connection with an agent goes through it, or nowhere. */
class AgentTest {

  private static final String CANARY = "canary-agent-password";
  private static final Login LOGIN = new Login("sallyport", CANARY);

  /** A name that no name server knows; the certificate of this mode is for it. */
  private static final String PRODUCT = "wrong.example";

  private final Egress egress = new Egress();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    egress.close();
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  static List<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      ways.add(Arguments.of(kind, true));
      ways.add(Arguments.of(kind, false));
    }
    return ways;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void reachesAProductWhoseNameOnlyTheAgentKnows(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    FaultyServer product = product(secure);
    proxy.knows(PRODUCT, product.uri());
    TestRun run = TestRun.unhurried();

    ApiResponse answer =
        client(agent(proxy, Optional.empty()), product, secure)
            .send(ApiRequest.get("/things").query("a", "b"), run);

    assertThat(answer.json().path("ok").asBoolean()).isTrue();
    assertThat(proxy.targets()).containsExactly(PRODUCT + ":" + product.uri().getPort());
    assertThat(product.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.target()).isEqualTo("/things?a=b");
              assertThat(request.header("Host")).contains(PRODUCT + ":" + product.uri().getPort());
            });
    assertThat(run.attempts()).allMatch(attempt -> attempt.through().equals(Optional.of("dmz")));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void signsInAtTheAgentAndNowhereElse(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind, LOGIN));
    FaultyServer product = product(secure);
    proxy.knows(PRODUCT, product.uri());

    for (int request = 0; request < 3; request++) {
      client(agent(proxy, Optional.of(CANARY)), product, secure)
          .send(ApiRequest.post("/things").expecting(200), TestRun.unhurried());
    }

    assertThat(product.requests())
        .hasSize(3)
        .allSatisfy(
            request -> {
              assertThat(request.headers().toString()).doesNotContainIgnoringCase("proxy-auth");
              assertThat(request.toString() + request.headers()).doesNotContain(CANARY);
            });
  }

  @ParameterizedTest
  @MethodSource("ways")
  void namesTheAgentThatRefusesThePassword(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind, LOGIN));
    FaultyServer product = product(secure);

    CommandException wrong =
        failure(client(agent(proxy, Optional.of("canary-wrong")), product, secure));
    CommandException missing = failure(client(agent(proxy, Optional.empty()), product, secure));

    assertThat(wrong.status()).isEqualTo(502);
    assertThat(wrong.text())
        .isEqualTo(
            "Bad Gateway: the agent dmz at 127.0.0.1:%d refuses its user name or password."
                .formatted(proxy.port()));
    assertThat(missing.text()).contains("agent dmz at", "it asks for a user name and password.");
    assertThat(List.of(wrong, missing)).allMatch(each -> each.sent().equals(Optional.of(Sent.NO)));
    assertThat(proxy.connections()).as("each was tried once").isEqualTo(2);
    assertThat(product.acceptedConnections()).isZero();
  }

  @Test
  void takesA401ForTheAgentsWhereItCanBeNoOtherAndSaysItMayBeWhereItCan() {
    TestProxy proxy = opened(TestProxy.start(Kind.HTTP));
    proxy.mood(Mood.ANSWERS_401);
    AgentSettings agent = agent(proxy, Optional.of("canary-wrong"));

    CommandException tunnel = failure(client(agent, product(true), true));
    CommandException given = failure(client(agent, product(false), false));

    assertThat(tunnel.text()).contains("agent dmz at", "refuses its user name or password.");
    assertThat(given.status()).isEqualTo(401);
    assertThat(given.details())
        .anyMatch(
            line -> line.startsWith("Everything of this connection goes through the agent dmz"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void sendsNothingByAnotherWayWhenTheAgentIsDead(Kind kind, boolean secure) {
    TestProxy proxy = TestProxy.start(kind);
    proxy.close();
    FaultyServer product = product(secure);

    CommandException failure =
        failure(clientFor("localhost", agent(proxy, Optional.empty()), product, secure));

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.text())
        .isEqualTo(
            "Service Unavailable: agent: the agent dmz at 127.0.0.1:%d refuses the connection."
                .formatted(proxy.port()));
    assertThat(failure.details())
        .anyMatch(line -> line.contains("Nothing was sent by another way"));
    assertThat(failure.sent()).contains(Sent.NO);
    assertThat(product.acceptedConnections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void saysWhatTheAgentMakesOfTheTarget(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    proxy.mood(Mood.REFUSES_TARGET);
    FaultyServer product = product(secure);

    CommandException failure = failure(client(agent(proxy, Optional.empty()), product, secure));

    if (kind == Kind.HTTP && !secure) {
      // An answer to the request itself: nobody can tell whose 403 it is.
      assertThat(failure.status()).isEqualTo(403);
    } else {
      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text())
          .startsWith("Bad Gateway: the agent dmz at ")
          .contains(" refuses to connect to " + PRODUCT + ":")
          .endsWith(kind == Kind.HTTP ? ": 403." : ": forbidden.");
      assertThat(failure.sent()).contains(Sent.NO);
    }
    assertThat(product.acceptedConnections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void saysThatTheAgentSpeaksSomethingElse(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    FaultyServer product = product(secure);
    for (Mood mood : List.of(Mood.CLOSES, Mood.RUBBISH)) {
      proxy.mood(mood);

      CommandException failure = failure(client(agent(proxy, Optional.empty()), product, secure));

      assertThat(failure.status()).as("%s", mood).isEqualTo(502);
      boolean forwarded = kind == Kind.HTTP && !secure;
      if (forwarded && mood == Mood.CLOSES) {
        assertThat(failure.details())
            .as("%s", mood)
            .anyMatch(line -> line.startsWith("Everything of this connection goes through"));
      } else {
        // Of SOCKS, rubbish looks like the wish for another way to sign in: the remedy names both.
        assertThat(failure.text())
            .as("%s", mood)
            .startsWith("Bad Gateway: the agent dmz at 127.0.0.1:" + proxy.port());
        assertThat(failure.details())
            .as("%s", mood)
            .anyMatch(line -> line.contains("type (http or socks5) and port"));
        // Without a tunnel the request itself has gone to the agent, and who knows how far.
        assertThat(failure.sent()).contains(forwarded ? Sent.UNKNOWN : Sent.NO);
      }
    }
    assertThat(product.acceptedConnections()).isZero();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void doesNotWaitForASilentAgentForEver(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    proxy.mood(Mood.SILENT);
    FaultyServer product = product(secure);

    CommandException late =
        catchFailure(
            client(agent(proxy, Optional.empty()), product, secure),
            TestRun.within(Duration.ofMillis(700)));

    assertThat(late.status()).isEqualTo(504);
    if (kind == Kind.HTTP && !secure) {
      assertThat(late.text()).contains("did not answer within");
      assertThat(late.details()).anyMatch(line -> line.contains("the agent dmz"));
    } else {
      assertThat(late.text()).contains("the agent dmz at", "did not connect to " + PRODUCT);
      assertThat(late.sent()).contains(Sent.NO);
    }
  }

  @Test
  void saysThatTheAgentTookTooLongToConnect() {
    TestProxy proxy = opened(TestProxy.start(Kind.HTTP));
    proxy.mood(Mood.SILENT);
    FaultyServer product = product(true);

    CommandException late =
        failure(
            egress
                .outlet(
                    settings(agent(proxy, Optional.empty()), product, true, Duration.ofMillis(300)),
                    Credentials.NONE)
                .client(address(PRODUCT, product, true)));

    assertThat(late.status()).isEqualTo(504);
    assertThat(late.text()).contains("the agent dmz at", "within 300 ms.");
  }

  @Test
  void saysThatTheAgentsNameIsUnknown() {
    FaultyServer product = product(true);
    AgentSettings agent =
        new AgentSettings(
            "dmz", AgentSettings.Kind.SOCKS5, "agent.invalid", 1080, Optional.empty(), List.of());

    CommandException failure = failure(client(agent, product, true));

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.text()).contains("no address for agent.invalid, the host of the agent dmz.");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void goesDirectlyToWhatIsExceptedAndSaysSo(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    FaultyServer product = product(secure, TlsMode.TRUSTED);
    AgentSettings agent =
        new AgentSettings(
            "dmz",
            kind(kind),
            "127.0.0.1",
            proxy.port(),
            Optional.empty(),
            List.of(NoProxy.parse("localhost").orElseThrow()));
    TestRun run = TestRun.unhurried();

    clientFor("localhost", agent, product, secure).send(ApiRequest.get("/things"), run);

    assertThat(proxy.connections()).isZero();
    assertThat(run.attempts())
        .singleElement()
        .satisfies(
            attempt -> assertThat(attempt.through()).contains("directly (noProxy localhost)"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void verifiesTheProductsCertificateThroughTheAgent(Kind kind, boolean secure) {
    TestProxy proxy = opened(TestProxy.start(kind));
    FaultyServer product = product(true, TlsMode.UNTRUSTED);
    proxy.knows(PRODUCT, product.uri());

    CommandException failure =
        failure(
            egress
                .outlet(
                    new EgressSettings(
                        "acme",
                        Set.of(),
                        false,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Tls.defaults(),
                        Limits.defaults(),
                        Throttle.defaults(),
                        Optional.of(agent(proxy, Optional.empty())),
                        Optional.empty()),
                    Credentials.NONE)
                .client(address(PRODUCT, product, true)));

    assertThat(failure.text()).contains("TLS: " + PRODUCT).contains("not trusted");
    assertThat(product.requests()).as("whether %s", secure).isEmpty();
  }

  @Test
  void keepsRefusingMetadataServicesByTheirAddress() {
    TestProxy proxy = opened(TestProxy.start(Kind.HTTP));
    FaultyServer product = product(false);

    CommandException failure =
        failure(clientFor("169.254.169.254", agent(proxy, Optional.empty()), product, false));

    assertThat(failure.text()).contains("169.254.169.254", "is refused");
    assertThat(proxy.connections()).isZero();
  }

  @Test
  void sendsNoSecretToAnOriginThatTheConnectionDoesNotName() {
    FaultyServer product = product(false);
    FaultyServer elsewhere = opened(FaultyServer.start(request -> ServerAnswer.json(200, "{}")));
    EgressSettings settings =
        new EgressSettings(
            "acme",
            Set.of("localhost", "127.0.0.1"),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Tls.defaults(),
            Limits.defaults(),
            Throttle.defaults(),
            Optional.empty(),
            Optional.of(Set.of(product.uri().toString())));
    Outlet outlet = egress.outlet(settings, Credentials.NONE);
    Secret password = Secret.of("canary-password");

    outlet
        .client(product.uri())
        .withHeader("X-Password", password)
        .send(ApiRequest.get("/"), TestRun.unhurried());
    CommandException refused =
        failure(outlet.client(elsewhere.uri()).withHeader("X-Password", password));
    outlet.client(elsewhere.uri()).send(ApiRequest.get("/"), TestRun.unhurried());

    assertThat(refused.text()).contains("header X-Password", elsewhere.uri().toString());
    assertThat(refused.details()).anyMatch(line -> line.contains(product.uri().toString()));
    assertThat(refused.sent()).contains(Sent.NO);
    assertThat(elsewhere.requests())
        .as("without the secret it may go")
        .singleElement()
        .satisfies(request -> assertThat(request.header("X-Password")).isEmpty());
  }

  /** tinyproxy does, and its own 401 must not be taken for the product's. */
  @Test
  void readsTheAnswer401ToAWishForATunnelAsRefusedCredentials() throws Exception {
    try (ScriptedServer proxy =
        new ScriptedServer(
            (request, connection) -> connection.answer("401 Unauthorized", "<html>"))) {
      CommandException failure = failure(throughScript(proxy, "https://product.example"));

      assertThat(failure.status()).isEqualTo(502);
      assertThat(failure.text()).contains("the agent dmz", "refuses its user name or password");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void blamesTheAgentForWhatIsNoHttp() throws Exception {
    try (ScriptedServer proxy =
        new ScriptedServer(
            (request, connection) -> connection.send("220 mail.example ESMTP\r\n\r\n"))) {
      CommandException failure = failure(throughScript(proxy, "http://product.example"));

      assertThat(failure.text()).contains("the agent dmz", "does not speak the expected protocol");
      assertThat(failure.details().toString()).contains("Check type (http or socks5) and port");
    }
  }

  private io.sallyport.plugin.ApiClient throughScript(ScriptedServer proxy, String base) {
    EgressSettings settings =
        new EgressSettings(
            "acme",
            java.util.Set.of("product.example"),
            true,
            java.time.Duration.ofSeconds(5),
            java.time.Duration.ofSeconds(5),
            Tls.defaults(),
            Limits.defaults(),
            Throttle.defaults(),
            Optional.of(
                new AgentSettings(
                    "dmz",
                    AgentSettings.Kind.HTTP,
                    "127.0.0.1",
                    proxy.port(),
                    Optional.of(
                        new AgentSettings.AgentCredentials(
                            "sallyport", io.sallyport.plugin.Secret.of(CANARY))),
                    List.of())),
            Optional.empty());
    return egress.outlet(settings, Credentials.NONE).client(URI.create(base));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  private FaultyServer product(boolean secure) {
    return product(secure, TlsMode.WRONG_HOST);
  }

  private FaultyServer product(boolean secure, TlsMode mode) {
    return opened(
        secure
            ? FaultyServer.startTls(
                request -> ServerAnswer.json(200, "{\"ok\":true}"),
                0,
                mode,
                TestCertificates.shared())
            : FaultyServer.start(request -> ServerAnswer.json(200, "{\"ok\":true}")));
  }

  private static AgentSettings agent(TestProxy proxy, Optional<String> password) {
    return new AgentSettings(
        "dmz",
        kind(proxy),
        "127.0.0.1",
        proxy.port(),
        password.map(value -> new AgentCredentials(LOGIN.userName(), Secret.of(value))),
        List.of());
  }

  private static AgentSettings.Kind kind(TestProxy proxy) {
    return kind(proxy.speaks());
  }

  private static AgentSettings.Kind kind(Kind kind) {
    return AgentSettings.Kind.valueOf(kind.name());
  }

  private io.sallyport.plugin.ApiClient client(
      AgentSettings agent, FaultyServer product, boolean secure) {
    return clientFor(PRODUCT, agent, product, secure);
  }

  private io.sallyport.plugin.ApiClient clientFor(
      String host, AgentSettings agent, FaultyServer product, boolean secure) {
    return egress
        .outlet(settings(agent, product, secure, Duration.ofSeconds(5)), Credentials.NONE)
        .client(address(host, product, secure));
  }

  private static EgressSettings settings(
      AgentSettings agent, FaultyServer product, boolean secure, Duration connect) {
    return new EgressSettings(
        "acme",
        Set.of("localhost"),
        true,
        connect,
        Duration.ofSeconds(5),
        new Tls(secure ? Optional.of(product.pem()) : Optional.empty(), true),
        Limits.defaults(),
        Throttle.defaults(),
        Optional.of(agent),
        Optional.empty());
  }

  private static URI address(String host, FaultyServer product, boolean secure) {
    return URI.create((secure ? "https://" : "http://") + host + ":" + product.uri().getPort());
  }

  private static CommandException failure(io.sallyport.plugin.ApiClient client) {
    return catchFailure(client, TestRun.unhurried());
  }

  private static CommandException catchFailure(io.sallyport.plugin.ApiClient client, TestRun run) {
    List<CommandException> caught = new ArrayList<>();
    assertThatThrownBy(() -> client.send(ApiRequest.get("/things"), run))
        .isInstanceOfSatisfying(CommandException.class, caught::add);
    return caught.get(0);
  }
}
