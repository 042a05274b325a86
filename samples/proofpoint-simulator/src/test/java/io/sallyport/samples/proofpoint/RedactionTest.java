// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final Redaction REDACTION = new Redaction(List.of("Pass/w0rd \"&é", "longer", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/orgs/Pass/w0rd \"&é/x | /orgs/******/x",
        "/orgs/Pass%2Fw0rd%20%22%26%C3%A9/x | /orgs/******/x",
        "/orgs/Pass%2fw0rd%20%22%26%c3%a9/x | ******",
        "/orgs?p=Pass%2Fw0rd+%22%26%C3%A9 | /orgs?p=******",
        "{\"p\":\"Pass/w0rd \\\"&é\"} | {\"p\":\"******\"}",
        "{\"p\":\"\\u0050ass\\/w0rd \\\"&\\u00e9\"} | ******",
        "/orgs/lon%67er | ******",
        "no longer here, longer | no ****** here, ******",
        "/orgs/example.com%2Fx | /orgs/example.com%2Fx",
        "%zz\\uzzzz% | %zz\\uzzzz%"
      })
  void masksAPasswordHoweverItIsEncoded(String text, String masked) {
    assertThat(REDACTION.masked(text)).isEqualTo(masked);
  }

  @Test
  void masksNothingWhereThereIsNoPassword() {
    assertThat(new Redaction(List.of("")).masked("any text")).isEqualTo("any text");
  }
}
