// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final Journal journal = new Journal();

  @Test
  void forgetsTheOldestOfVeryMany() {
    for (int number = 0; number < 10_005; number++) {
      journal.add(entry("/" + number, ""));
    }

    assertThat(journal.entries()).hasSize(10_000);
    assertThat(journal.entries().get(0).path()).isEqualTo("/5");
  }

  @Test
  void forgetsTheOldestOfVeryLargeOnes() {
    String large = "x".repeat(20_000_000);

    journal.add(entry("/first", large));
    journal.add(entry("/second", large));
    journal.add(entry("/third", large));

    assertThat(journal.entries())
        .extracting(JournalEntry::path)
        .containsExactly("/second", "/third");
  }

  private static JournalEntry entry(String path, String body) {
    return new JournalEntry("GET", path, 200, "", body, Duration.ZERO, "");
  }
}
