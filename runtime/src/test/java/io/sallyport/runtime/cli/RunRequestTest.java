// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRequestTest {

  @Test
  void comesOutOfTheSocketAsItWentIn() {
    RunRequest full =
        new RunRequest(
            Optional.of("alice"),
            Optional.of("Branch Office"),
            "Do It",
            "acme",
            List.of("Item ID=12", "Note=a \"b\"\n\u2028"),
            Optional.of(new InputDocument("input.json", true, "{\"a\": [1, null]}")),
            Optional.of(Duration.ofMillis(1500)),
            OutputFormat.html,
            true);
    RunRequest bare =
        new RunRequest(
            Optional.empty(),
            Optional.empty(),
            "Do It",
            "acme",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            OutputFormat.text,
            false);

    assertThat(RunRequest.of(full.toJson())).isEqualTo(full);
    assertThat(RunRequest.of(bare.toJson())).isEqualTo(bare);
  }
}
