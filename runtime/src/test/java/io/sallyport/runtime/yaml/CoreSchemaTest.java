// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.runtime.tree.Scalar.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of the table; its middle is read through {@link YamlReader}. */
class CoreSchemaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+",
        "-",
        ".",
        "..",
        "-.",
        "+.e1",
        "1e+",
        "0o",
        "0o8",
        "0xg",
        "0X1F",
        "0O7",
        "-0x1",
        "+0o7",
        "1,5",
        "1 000",
        "١",
        "1.5.",
        "--1",
        ".infinity",
        ".nAN",
        "-.nan",
        "inf",
        "NaN",
        "~~",
        "nULL",
        "Yes",
        "Off",
        "y",
        "truely",
        "1h",
        "192.0.2.1",
        "v1"
      })
  void takesForTextWhatOtherReadersGuessAt(String written) {
    assertThat(CoreSchema.kindOf(written)).isEqualTo(Kind.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "007", "0xdeadBEEF", "0o0", "99999999999999999999"})
  void knowsWholeNumbers(String written) {
    assertThat(CoreSchema.kindOf(written)).isEqualTo(Kind.INTEGER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.", "-.5", "1E5", "1.e5", ".INF", "+.inf", ".NAN"})
  void knowsOtherNumbers(String written) {
    assertThat(CoreSchema.kindOf(written)).isEqualTo(Kind.DECIMAL);
  }
}
