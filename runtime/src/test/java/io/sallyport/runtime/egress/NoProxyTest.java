// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyTest {

  @ParameterizedTest
  @CsvSource({
    "api.example.com, api.example.com, true",
    "API.Example.com, api.example.com, true",
    "api.example.com, my-api.example.com, false",
    "api.example.com, api.example.com.evil.example, false",
    ".example.com, api.example.com, true",
    ".example.com, a.b.example.com, true",
    ".example.com, example.com, true",
    ".example.com, badexample.com, false",
    "192.0.2.0/24, 192.0.2.77, true",
    "192.0.2.0/24, 192.0.3.1, false",
    "192.0.2.77/24, 192.0.2.1, true",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, api.example.com, false",
    "10.0.0.0/8, 10.example.com, false",
    "2001:db8::1, 2001:db8::1, true",
    "localhost, localhost, true",
  })
  void coversWhatItSays(String pattern, String host, boolean covered) {
    assertThat(NoProxy.parse(pattern).orElseThrow().covers(host)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.example.com",
        "https://api.example.com",
        "api.example.com:443",
        "192.0.2.0/33",
        "192.0.2.256/24",
        "192.0.2/24",
        "a b",
        "..example.com",
        "example..com"
      })
  void takesNothingElse(String pattern) {
    assertThat(NoProxy.parse(pattern)).isEmpty();
  }
}
