// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 s",
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min",
    "PT2H5M, 2 h 5 min",
    "PT6H, 6 h 0 min",
    "PT47H59M, 47 h 59 min",
    "PT48H, 2 d 0 h",
    "P9DT23H59M, 9 d 23 h",
  })
  void saysHowLongSomethingHasLasted(Duration span, String words) {
    assertThat(TimeWords.lasted(span)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, 30 s",
    "PT90S, 1 min 30 s",
    "PT15M, 15 min",
    "PT1H, 1 h",
    "P1D, 1 d",
    "PT0S, 0 s",
  })
  void saysALengthExactly(Duration length, String words) {
    assertThat(TimeWords.length(length)).isEqualTo(words);
  }
}
