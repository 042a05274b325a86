// SPDX-License-Identifier: Apache-2.0
package io.sallyport.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.runtime.command.Report;
import io.sallyport.runtime.command.ReturnData;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InProcessIT {

  @RegisterExtension final Product product = new Product();
  @TempDir Path folder;

  @Test
  void runsTheUnpackedDistributionAgainstTheSimulator() {
    try (InProcess process = InProcess.open(folder, connections())) {
      Report added =
          process.run(
              "acme",
              "Add Organization Sender Lists",
              Map.of("safeListItems", List.of("partner@good.example")));
      Report read = process.run("acme", "Get Organization Sender Lists");

      assertThat(added.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(read.keyFields().path("SafeListItems").toString())
          .contains("partner@good.example");
      assertThat(process.log()).anyMatch(line -> line.contains(" TRACE "));
      assertThat(process.redactor().mask(Product.PASSWORD)).isEqualTo("******");
    }
  }

  @Test
  void saysWhatIsWrongWithItsConfiguration() {
    assertThatThrownBy(() -> InProcess.open(folder, connections().replace("userName", "userNam")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("userNam");
  }

  @Test
  void findsAThreadAndASocketThatAreLeftOver() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    Leftovers leftovers = Leftovers.of(connections());
    leftovers.assertNone();
    Thread parent =
        leftovers.thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    parent.start();
    URI uri = product.simulator().uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      assertThat(leftovers.found())
          .contains("thread in-process-caller")
          .anyMatch(each -> each.startsWith("socket ") && each.endsWith(":" + socket.getPort()));
    }
    end.countDown();
    leftovers.assertNone();
  }

  private String connections() {
    return InProcess.connection("acme", product.simulator().uri(), "");
  }
}
