// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A proxy through which everything of a connection goes.
 *
 * @param name as the configuration calls it
 * @param host its name, looked up by this machine, or its address
 * @param credentials empty where it asks for none
 * @param noProxy hosts that are called directly all the same
 */
public record AgentSettings(
    String name,
    Kind kind,
    String host,
    int port,
    Optional<AgentCredentials> credentials,
    List<NoProxy> noProxy) {

  /** How it is spoken to. */
  public enum Kind {
    /** CONNECT for {@code https}, the whole address in the request line for {@code http}. */
    HTTP,
    /** RFC 1928, with user name and password by RFC 1929. */
    SOCKS5
  }

  /** With what the agent is signed in to; sent to the agent alone. */
  public record AgentCredentials(String userName, Secret password) {}

  /** As it stands in messages, such as {@code 192.0.2.10:1080}. */
  String place() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
