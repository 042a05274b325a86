// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection says of how its product is reached.
 *
 * @param connectionName for messages and the log
 * @param ownHosts the hosts that its own parameters name, in lower case, IPv6 addresses without
 *     brackets: only they may be this machine itself, a neighbour or a metadata service
 * @param allowPlainHttp whether {@code http} may be spoken to another machine
 * @param connectTimeout how long one TCP connection may take
 * @param tlsTimeout how long one TLS handshake may take
 * @param agent the proxy through which everything goes
 * @param secretOrigins the only places to which secret headers may go, as {@code
 *     https://api.example.com:8443}, without the port that the scheme has anyway; empty: anywhere
 */
public record EgressSettings(
    String connectionName,
    Set<String> ownHosts,
    boolean allowPlainHttp,
    Duration connectTimeout,
    Duration tlsTimeout,
    Tls tls,
    Limits limits,
    Throttle throttle,
    Optional<AgentSettings> agent,
    Optional<Set<String>> secretOrigins) {

  private static final Duration LONGEST = Duration.ofHours(1);

  public EgressSettings {
    requireSensible("connectTimeout", connectTimeout);
    requireSensible("tlsTimeout", tlsTimeout);
  }

  /** Directly, and secrets to wherever a client is for. */
  public EgressSettings(
      String connectionName,
      Set<String> ownHosts,
      boolean allowPlainHttp,
      Duration connectTimeout,
      Duration tlsTimeout,
      Tls tls,
      Limits limits,
      Throttle throttle) {
    this(
        connectionName,
        ownHosts,
        allowPlainHttp,
        connectTimeout,
        tlsTimeout,
        tls,
        limits,
        throttle,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The defaults, for a vault: its secrets go nowhere but where its settings say.
   *
   * @param own what its settings name
   */
  public static EgressSettings forVault(String name, OwnAddresses own) {
    EgressSettings usual = defaults(name, own.hosts());
    return new EgressSettings(
        name,
        own.hosts(),
        usual.allowPlainHttp,
        usual.connectTimeout,
        usual.tlsTimeout,
        usual.tls,
        usual.limits,
        usual.throttle,
        Optional.empty(),
        Optional.of(own.origins()));
  }

  /** 5 s to connect, 10 s for TLS, no plain {@code http} but to this machine. */
  public static EgressSettings defaults(String connectionName, Set<String> ownHosts) {
    return new EgressSettings(
        connectionName,
        ownHosts,
        false,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Tls.defaults(),
        Limits.defaults(),
        Throttle.defaults());
  }

  private static void requireSensible(String name, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 1 ms and 1 h, and is " + value.toMillis() + " ms");
    }
  }
}
