// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest {

  private final RequestLog log = new RequestLog();

  @Test
  void keepsTheNewestTenThousand() {
    for (int i = 0; i < 10_002; i++) {
      log.add(request("/" + i, new byte[0]));
    }

    assertThat(log.all()).hasSize(10_000);
    assertThat(log.all().get(0).path()).isEqualTo("/2");
  }

  @Test
  void keepsFewerOfThoseWithLargeBodies() {
    byte[] large = new byte[30 * 1024 * 1024];
    for (int i = 0; i < 4; i++) {
      log.add(request("/" + i, large));
    }

    assertThat(log.all()).extracting(ServerRequest::path).containsExactly("/2", "/3");
  }

  private static ServerRequest request(String path, byte[] body) {
    return new ServerRequest(new RequestHead("GET", path, true, Map.of()), body);
  }
}
