// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Secret;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.secret.KeystoreFile;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.testkit.FakeInvocation;
import io.sallyport.testkit.server.FaultyServer;
import io.sallyport.testkit.server.ServerAnswer;
import io.sallyport.testkit.server.TestProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent from its declaration to the wire. */
class AgentDeclarationsTest {

  @TempDir private Path folder;

  private final TinyIntegration integration =
      new TinyIntegration((input, session, run) -> CommandResult.builder().build());
  private final Redactor redactor = new Redactor();

  @Test
  void takesThePasswordOfAnAgentFromADeclaredVault() throws IOException {
    new KeystoreFile(folder.resolve("secrets.p12"), Secret.of("canary-store"))
        .set("dmz", "canary-agent");
    try (FaultyServer product = FaultyServer.start(request -> ServerAnswer.json(200, "{}"));
        TestProxy proxy =
            TestProxy.start(TestProxy.Kind.SOCKS5, new TestProxy.Login("sally", "canary-agent"));
        Egress egress = new Egress();
        Sessions sessions = new Sessions(folder, egress, InstantSource.system())) {
      settings(
          """
          agents:
            - {name: dmz, type: socks5, host: 127.0.0.1, port: %d, username: sally, password: "${corp:dmz}"}
          vaults:
            - {name: corp, provider: keystore, settings: {file: secrets.p12, password: canary-store}}
          """
              .formatted(proxy.port()));
      Connection one = one(product.uri().toString());

      sessions.of(one);
      int status =
          integration
              .opened
              .get(0)
              .host
              .http(product.uri())
              .withHeader("X-Key", Secret.of("canary-password"))
              .send(ApiRequest.get("/things"), new FakeInvocation())
              .status();

      assertThat(status).isEqualTo(200);
      assertThat(proxy.targets()).containsExactly("127.0.0.1:" + product.uri().getPort());
      assertThat(product.requests().get(0).headers()).doesNotContainKey("Proxy-Authorization");
      assertThat(redactor.mask("It said canary-agent.")).doesNotContain("canary-agent");
    }
  }

  @Test
  void refusesAUserNameThatAnHttpProxyWouldReadOtherwise() throws IOException {
    settings(
        """
        agents:
          - {name: dmz, type: http, host: 192.0.2.1, port: 3128, username: "a:b", password: "${env:NOT_SET_HERE}"}
        """);

    assertThat(read(TinyConfiguration.ONE).problems())
        .singleElement()
        .asString()
        .contains("sallyport.yaml:2:68", "must hold no colon");
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), text);
  }

  private Connection one(String serverUrl) {
    boolean agent = Files.exists(folder.resolve("sallyport.yaml"));
    ConfigurationResult result =
        read(
            TinyConfiguration.ONE.replace("https://tiny.example", serverUrl)
                + (agent ? "    agent: dmz\n" : ""));
    assertThat(result.problems()).isEmpty();
    return result.configuration().orElseThrow().find("one").orElseThrow();
  }

  private ConfigurationResult read(String connections) {
    return TinyConfiguration.read(folder, connections, integration, redactor, false);
  }
}
