// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.plugin.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com,            api.example.com:443, api.example.com, ''",
    "HTTPS://API.example.com/,           api.example.com:443, api.example.com, ''",
    "https://api.example.com:443/a/b//,  api.example.com:443, api.example.com, /a/b",
    "https://api.example.com:8443/a%20b, api.example.com:8443, api.example.com:8443, /a%20b",
    "http://localhost:8080/api,          localhost:8080, localhost:8080, /api",
    "http://127.1.2.3,                   127.1.2.3:80, 127.1.2.3, ''",
    "http://[::1]:8080,                  [::1]:8080, [::1]:8080, ''",
    "https://[2001:db8::1]/x,            [2001:db8::1]:443, [2001:db8::1], /x"
  })
  void takesAnAddressApart(String address, String place, String authority, String prefix) {
    BaseAddress base = BaseAddress.of(URI.create(address), false);

    assertThat(base.place()).isEqualTo(place);
    assertThat(base.authority()).isEqualTo(authority);
    assertThat(base.prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "//api.example.com",
        "/api",
        "ftp://api.example.com",
        "https:api.example.com",
        "https:///api",
        "https://a_b.example.com",
        "https://127.1",
        "https://b\u00fccher.example",
        "https://api.example.com:0",
        "https://api.example.com:99999",
        "https://api.example.com?x=1",
        "https://api.example.com#x"
      })
  void refusesWhatCannotBeTheAddressOfAnApi(String address) {
    assertThatThrownBy(() -> BaseAddress.of(URI.create(address), true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("The value for parameter (Server URL) must ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ada:hunter2@api.example.com", "https://ada:hunter2@a_b.example"})
  void refusesCredentialsWithoutShowingThem(String address) {
    assertThatThrownBy(() -> BaseAddress.of(URI.create(address), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no user name and no password")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com",
        "http://192.0.2.1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://2130706433"
      })
  void refusesPlainHttpToAnotherMachine(String address) {
    assertThatThrownBy(() -> BaseAddress.of(URI.create(address), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("allowPlainHttp: true");
  }

  @Test
  void takesPlainHttpWhereItIsAllowed() {
    assertThat(BaseAddress.of(URI.create("http://api.example.com"), true).place())
        .isEqualTo("api.example.com:80");
  }
}
