// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.restvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Secret;
import io.sallyport.plugin.secret.Vault;
import io.sallyport.samples.restvault.RestVaultProvider.Header;
import io.sallyport.samples.restvault.RestVaultProvider.Settings;
import io.sallyport.testkit.FakeHost;
import io.sallyport.testkit.FakeInvocation;
import io.sallyport.testkit.server.FaultRule;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.ServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestVaultTest {

  private static final String TOKEN = "canary-token";
  private static final String ANSWER =
      "{\"data\": {\"password\": \"canary-value\", \"a/b\": \"slash\", \"number\": 7, \"none\": null,"
          + " \"deep\": {\"er\": \"deep-value\"}}}";

  private final FaultyServer server = FaultyServer.start(RestVaultTest::answer);
  private final FakeHost host = FakeHost.overHttp();

  @AfterEach
  void close() {
    server.close();
  }

  private static ServerAnswer answer(ServerRequest request) {
    if (!request.header("X-Vault-Token").equals(Optional.of(TOKEN))) {
      return ServerAnswer.json(403, "{\"errors\": [\"permission denied\"]}");
    }
    return request.path().equals("/v1/kv/proofpoint/acme%20north")
        ? ServerAnswer.json(200, ANSWER)
        : ServerAnswer.json(404, "{\"errors\": []}");
  }

  @ParameterizedTest
  @CsvSource({
    "proofpoint/acme north#password, canary-value",
    "proofpoint/acme north#/password, canary-value",
    "proofpoint/acme north#a/b, slash",
    "proofpoint/acme north#/deep/er, deep-value"
  })
  void findsTheFieldThatTheKeyNames(String key, String value) throws Exception {
    assertThat(find(vault(TOKEN), key)).contains(value);
  }

  @Test
  void findsWhereThePointerLeadsWithoutMoreInTheKey() throws Exception {
    assertThat(find(vault(TOKEN, Optional.of("/data/password")), "proofpoint/acme north"))
        .contains("canary-value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proofpoint/acme south#password",
        "proofpoint/acme north#missing",
        "proofpoint/acme north#none"
      })
  void hasNothingUnderAnotherKey(String key) throws Exception {
    assertThat(find(vault(TOKEN), key)).isEmpty();
  }

  @Test
  void sendsItsTokenAsASecret() throws Exception {
    find(vault(TOKEN), "proofpoint/acme north#password");

    assertThat(host.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.carriesSecret("X-Vault-Token", TOKEN)).isTrue());
  }

  @Test
  void saysWhenTheVaultRefuses() {
    assertThatThrownBy(() -> find(vault("canary-wrong"), "proofpoint/acme north#password"))
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.status()).isEqualTo(403))
        .hasMessageContaining("the vault refuses proofpoint/acme north")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status 500", "close", "html", "not-http", "throttle 1"})
  void anOutageIsNoRefusal(String fault) {
    server.faults().add(FaultRule.parse("GET ** " + fault));

    assertThatThrownBy(() -> find(vault(TOKEN), "proofpoint/acme north#password"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void endsWithTheTimeOfTheRun() {
    server.faults().add(FaultRule.parse("GET ** silent"));
    FakeInvocation hurried = new FakeInvocation(Instant.now().plus(Duration.ofMillis(300)));

    assertThatThrownBy(() -> vault(TOKEN).find("proofpoint/acme north#password", hurried))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../admin", "a//b", "", "#password"})
  void staysBelowItsPath(String key) {
    assertThatThrownBy(() -> find(vault(TOKEN), key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a path that a vault could have");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void saysWhenThereIsNoTextAndWhenTheSettingIsNoPointer() {
    assertThatThrownBy(() -> find(vault(TOKEN), "proofpoint/acme north#number"))
        .hasMessage("what the vault has at /data/number is no text");
    assertThatThrownBy(() -> settings(TOKEN, Optional.of("data")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a JSON pointer");
  }

  private static Optional<String> find(Vault vault, String key) throws Exception {
    return vault.find(key, new FakeInvocation());
  }

  private Vault vault(String token) {
    return vault(token, Optional.of("/data"));
  }

  private Vault vault(String token, Optional<String> pointer) {
    return new RestVaultProvider().open(settings(token, pointer), host);
  }

  private Settings settings(String token, Optional<String> pointer) {
    return new Settings(
        server.uri(),
        "/v1/kv/{key}",
        Optional.of(List.of(new Header("X-Vault-Token", Secret.of(token)))),
        pointer);
  }
}
