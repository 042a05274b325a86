// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.ApiRequest;
import java.util.Set;

/** Loads the client's classes, so that a test with a short deadline does not pay for that. */
final class WarmUp {

  static void run() throws Exception {
    try (Egress egress = new Egress();
        ScriptedServer server =
            new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"))) {
      assertThat(
              egress
                  .outlet(
                      EgressSettings.defaults("warm-up", Set.of("127.0.0.1", "localhost")),
                      Credentials.NONE)
                  .client(server.uri())
                  .send(ApiRequest.get("/"), TestRun.unhurried())
                  .status())
          .isEqualTo(200);
    }
  }

  private WarmUp() {}
}
