// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.ApiRequest;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

  private static final AddressRule RULE = AddressRule.of(Set.of("api.example", "2130706433"));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, an address of this machine itself",
    "127.9.9.9, an address of this machine itself",
    "0.0.0.0, an address of this machine itself",
    "::1, an address of this machine itself",
    "::, an address of this machine itself",
    "::ffff:127.0.0.1, an address of this machine itself",
    "::127.0.0.1, an address of this machine itself",
    "64:ff9b::7f00:1, an address of this machine itself",
    "2002:7f00:1::, an address of this machine itself",
    "169.254.169.254, the metadata service of a cloud",
    "64:ff9b::a9fe:a9fe, the metadata service of a cloud",
    "fd00:ec2::254, the metadata service of a cloud",
    "100.100.100.200, the metadata service of a cloud",
    "192.0.0.192, the metadata service of a cloud",
    "169.254.1.1, a link-local address",
    "fe80::1, a link-local address",
    "224.0.0.1, a multicast address",
    "ff02::1, a multicast address"
  })
  void refusesWhatANameMustNotLeadTo(String address, String kind) throws Exception {
    assertThat(RULE.refusal("api.example", InetAddress.getByName(address))).contains(kind);
    // That the number is another spelling of 127.0.0.1 is no plain word of an admin's.
    assertThat(RULE.refusal("2130706433", InetAddress.getByName(address))).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "fd12::1", "2001:db8::1"})
  void takesTheRestPrivateNetworksToo(String address) throws Exception {
    assertThat(RULE.refusal("api.example", InetAddress.getByName(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 127.0.0.1",
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "169.254.169.254, 169.254.169.254"
  })
  void takesWhatTheServerUrlNamesPlainly(String host, String address) throws Exception {
    InetAddress found = InetAddress.getByName(address);

    assertThat(AddressRule.of(Set.of(host)).refusal(host, found)).isEmpty();
    assertThat(AddressRule.of(Set.of("api.example")).refusal(host, found)).isPresent();
  }

  @Test
  void namesTheAddressThatIsNotCalled() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer((request, connection) -> connection.answer("200 OK", "{}"));
        Egress egress =
            new Egress(
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                settings -> AddressRule.of(settings.ownHosts()))) {
      CommandException failure =
          catchThrowableOfType(
              CommandException.class,
              () ->
                  egress
                      .outlet(
                          EgressSettings.defaults("test", Set.of("api.example")), Credentials.NONE)
                      .client(URI.create("https://api.example:" + server.port()))
                      .send(ApiRequest.get("/things"), TestRun.unhurried()));

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.text())
          .isEqualTo(
              "Service Unavailable: name look-up: api.example leads to 127.0.0.1, an address of"
                  + " this machine itself, which is refused.");
      assertThat(failure.sent()).contains(Sent.NO);
      assertThat(server.connections()).isZero();
    }
  }
}
