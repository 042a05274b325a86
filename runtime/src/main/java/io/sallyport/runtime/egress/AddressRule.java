// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses a name may lead to. This machine itself, its neighbours without a router and the
 * metadata services of clouds give away more than a product's API does to whoever can have them
 * called; they are called only where the connection's own Server URL names them plainly.
 *
 * <p>It judges the looked-up address, and exactly that address is then connected to: what a name
 * server says a moment later does not matter.
 */
final class AddressRule {

  /** Nothing is refused. For tests whose names lead to loopback. */
  static final AddressRule NONE = new AddressRule(Set.of(), true);

  /** Besides those on link-local addresses: AWS over IPv6, Alibaba, Oracle. */
  private static final List<byte[]> METADATA =
      List.of(
          HexFormat.of().parseHex("fd000ec2000000000000000000000254"),
          new byte[] {100, 100, 100, (byte) 200},
          new byte[] {(byte) 192, 0, 0, (byte) 192});

  private static final Pattern PLAIN =
      Pattern.compile("localhost|\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");

  private final Set<String> ownHosts;
  private final boolean open;

  private AddressRule(Set<String> ownHosts, boolean open) {
    this.ownHosts = ownHosts;
    this.open = open;
  }

  /**
   * The rule of a connection.
   *
   * @param ownHosts the hosts that the connection's own parameters name, as {@link BaseAddress}
   *     writes them
   */
  static AddressRule of(Set<String> ownHosts) {
    return new AddressRule(ownHosts, false);
  }

  /** What kind of address this host must not lead to; empty when it may. */
  Optional<String> refusal(String host, InetAddress address) {
    if (open || (ownHosts.contains(host) && PLAIN.matcher(host).matches())) {
      return Optional.empty();
    }
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return Optional.of("an address of this machine itself");
    }
    if (METADATA.stream().anyMatch(each -> Arrays.equals(each, address.getAddress()))
        || address.getHostAddress().equals("169.254.169.254")) {
      return Optional.of("the metadata service of a cloud");
    }
    if (address.isLinkLocalAddress()) {
      return Optional.of("a link-local address");
    }
    if (address.isMulticastAddress()) {
      return Optional.of("a multicast address");
    }
    return embedded(address).flatMap(inner -> refusal(host, inner));
  }

  /** The IPv4 address that is called through one of IPv6: NAT64, 6to4, and the old compatible. */
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return Optional.empty();
    }
    byte[] octets = address.getAddress();
    if (startsWith(octets, "0064ff9b0000000000000000")
        || startsWith(octets, "000000000000000000000000")) {
      return Optional.of(ipv4(octets, 12));
    }
    return startsWith(octets, "2002") ? Optional.of(ipv4(octets, 2)) : Optional.empty();
  }

  private static boolean startsWith(byte[] octets, String prefix) {
    return HexFormat.of().formatHex(octets).startsWith(prefix);
  }

  private static InetAddress ipv4(byte[] octets, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("Four octets are always an address", e);
    }
  }
}
