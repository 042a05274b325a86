// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0s, PT0S",
    "30s, PT30S",
    "15m, PT15M",
    "1h, PT1H",
    "2d, PT48H",
    "PT1H30M, PT1H30M",
    "pt15m, PT15M",
    "P1D, PT24H",
    "999999999999d, PT23999999999976H",
  })
  void readsWhatPeopleWrite(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
    assertThat(text).matches(Durations.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "30",
        "s",
        "30 s",
        " 30s",
        "30s ",
        "30S",
        "1.5h",
        "-1s",
        "-PT1S",
        "1h30m",
        "30sec",
        "1w",
        "PT",
        "P",
        "٣s",
        "1000000000000s",
        "PT99999999999999999999S",
        "P9999999999999999D"
      })
  void refusesWhatIsNotClearlyOne(String text) {
    assertThat(Durations.parse(text)).isEmpty();
    // What is too large to be counted, an expression cannot know.
    assertThat(text.matches(Durations.PATTERN)).isEqualTo(text.contains("99999999"));
  }
}
