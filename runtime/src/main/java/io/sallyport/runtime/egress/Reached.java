// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How far an attempt has come on its way to the product, and by which way.
 *
 * @param host of the product, as the connection names it
 * @param secure whether it is spoken to by TLS
 * @param address that it went to, or tried last: the product's, or the agent's where there is one;
 *     empty when none was known yet
 * @param kept whether it went over a connection that had carried a request before
 * @param certificate that the product has shown
 */
public record Reached(
    Way way,
    String host,
    int port,
    boolean secure,
    Optional<InetSocketAddress> address,
    boolean kept,
    Optional<PeerCertificate> certificate) {

  /** Who connects to the product. */
  public enum Way {
    DIRECT,
    /** An agent, whose connection is then used as one's own. */
    TUNNEL,
    /** An agent, which is given the request as it is. */
    FORWARDED
  }

  /** Address and port as they stand in messages, such as {@code 192.0.2.7:443}. */
  public Optional<String> addressInWords() {
    return address.map(
        each -> bracketed(each.getAddress().getHostAddress()) + ":" + each.getPort());
  }

  /** The product as it stands in messages, such as {@code api.example.com:443}. */
  public String place() {
    return bracketed(host) + ":" + port;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
