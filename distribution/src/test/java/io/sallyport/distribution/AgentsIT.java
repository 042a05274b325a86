// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.RequestReport;
import io.sallyport.runtime.command.ReturnData;
import io.sallyport.runtime.logging.Logging.Detail;
import io.sallyport.testkit.server.TestProxy;
import io.sallyport.testkit.server.TestProxy.Kind;
import io.sallyport.testkit.server.TestProxy.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command of a connection with an agent goes through it, and with the agent gone, nothing.
 */
class AgentsIT {

  private static final Map<String, Map<String, ?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("Test Connection", Map.of());
    COMMANDS.put("Get All Organization Domains", Map.of());
    COMMANDS.put("Get Organization Sender Lists", Map.of());
    COMMANDS.put("Get Group Sender Lists", Map.of("Group ID", "12345"));
    COMMANDS.put(
        "Add Organization Sender Lists", Map.of("Safe List Items", List.of("a@good.example")));
    COMMANDS.put(
        "Delete Organization Sender Lists",
        Map.of("Safe List Items to Delete", List.of("a@good.example")));
    COMMANDS.put(
        "Add Group Sender Lists",
        Map.of("Group ID", "12345", "Safe List Items", List.of("b@good.example")));
    COMMANDS.put(
        "Delete Group Sender Lists",
        Map.of("Group ID", "12345", "Safe List Items to Delete", List.of("b@good.example")));
  }

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everythingGoesThroughTheAgentOrNowhere(Kind kind) throws IOException {
    try (TestProxy proxy = TestProxy.start(kind, new Login("sallyport", "canary-agent"));
        InProcess process = open(kind, proxy.port())) {
      for (Map.Entry<String, Map<String, ?>> command : COMMANDS.entrySet()) {
        int requestsBefore = product.simulator().journal().size();
        Report report = process.run("acme", command.getKey(), command.getValue());

        assertThat(report.returnData())
            .as("%s %s", command.getKey(), report.error())
            .isEqualTo(ReturnData.SUCCESSFUL);
        assertThat(report.requests())
            .as("%s", command.getKey())
            .hasSize(product.simulator().journal().size() - requestsBefore)
            .extracting(RequestReport::through)
            .containsOnly(Optional.of("dmz"));
      }
      assertThat(proxy.targets())
          .isNotEmpty()
          .containsOnly("127.0.0.1:" + product.simulator().uri().getPort());

      proxy.close();
      int requestsBefore = product.simulator().journal().size();
      for (Map.Entry<String, Map<String, ?>> command : COMMANDS.entrySet()) {
        Report report = process.run("acme", command.getKey(), command.getValue());

        assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
        assertThat(report.error().orElseThrow().message())
            .as("%s", command.getKey())
            .contains("the agent dmz at 127.0.0.1:" + proxy.port());
      }
      assertThat(product.simulator().journal()).hasSize(requestsBefore);
      assertThat(process.log()).noneMatch(line -> line.contains("canary-agent"));
    }
  }

  private InProcess open(Kind kind, int port) throws IOException {
    Files.writeString(folder.resolve("agent-password"), "canary-agent");
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        agents:
          - name: dmz
            type: %s
            host: 127.0.0.1
            port: %d
            username: sallyport
            password: ${file:agent-password}
        """
            .formatted(kind.name().toLowerCase(java.util.Locale.ROOT), port));
    return InProcess.open(
        folder,
        InProcess.connection("acme", product.simulator().uri(), "agent: dmz,"),
        Detail.DEBUG);
  }
}
