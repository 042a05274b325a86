// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.runtime.egress.AgentSettings.Kind;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * How a destination is reached: directly, or through the connection's agent. Decided once, by the
 * host alone, so that nothing can leave by another way.
 *
 * @param agent that everything goes through; empty: directly
 * @param exception why it goes directly although the connection has an agent
 */
record Route(Optional<AgentSettings> agent, Optional<NoProxy> exception) {

  static Route of(BaseAddress base, EgressSettings settings) {
    Optional<NoProxy> exception =
        settings.agent().stream()
            .flatMap(each -> each.noProxy().stream())
            .filter(each -> each.covers(base.host()))
            .findFirst();
    return new Route(exception.isPresent() ? Optional.empty() : settings.agent(), exception);
  }

  /** For answers, where the connection has an agent. */
  Optional<String> inWords() {
    return agent
        .map(AgentSettings::name)
        .or(() -> exception.map(pattern -> "directly (noProxy " + pattern + ")"));
  }

  /** Who connects to the product. */
  Reached.Way way(BaseAddress base) {
    if (agent.isEmpty()) {
      return Reached.Way.DIRECT;
    }
    return isForwarded(base) ? Reached.Way.FORWARDED : Reached.Way.TUNNEL;
  }

  /** Whether requests are given to the agent as they are, rather than through a tunnel. */
  boolean isForwarded(BaseAddress base) {
    return !base.secure() && agent.filter(each -> each.kind() == Kind.HTTP).isPresent();
  }

  /**
   * The request through the agent.
   *
   * @param server where the agent is; its name has been looked up
   * @param password of the agent
   * @param timeout for the tunnel, once the agent has taken the connection
   */
  RequestOptions through(
      AgentSettings through,
      InetSocketAddress server,
      BaseAddress base,
      String uri,
      Optional<String> password,
      Duration timeout) {
    if (isForwarded(base)) {
      return new RequestOptions()
          .setServer(SocketAddress.inetSocketAddress(server))
          .setURI("http://" + base.authority() + uri);
    }
    ProxyOptions proxy =
        new ProxyOptions()
            .setType(through.kind() == Kind.HTTP ? ProxyType.HTTP : ProxyType.SOCKS5)
            .setHost(server.getAddress().getHostAddress())
            .setPort(server.getPort())
            .setConnectTimeout(timeout);
    through.credentials().ifPresent(each -> proxy.setUsername(each.userName()));
    password.ifPresent(proxy::setPassword);
    // The product's name goes to the agent as it is: nobody here looks it up.
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(base.port(), base.host()))
        .setProxyOptions(proxy)
        .setURI(uri);
  }

  /** What signs in to an agent that requests are given to. */
  static String authorization(AgentSettings.AgentCredentials credentials, String password) {
    byte[] both = (credentials.userName() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
