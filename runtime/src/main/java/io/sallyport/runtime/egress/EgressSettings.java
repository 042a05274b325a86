// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.time.Duration;

/**
 * What a connection says of how its product is reached.
 *
 * @param connectionName for the log only
 * @param allowPlainHttp whether {@code http} may be spoken to another machine
 * @param connectTimeout how long one TCP connection may take
 * @param tlsTimeout how long one TLS handshake may take
 */
public record EgressSettings(
    String connectionName,
    boolean allowPlainHttp,
    Duration connectTimeout,
    Duration tlsTimeout,
    Tls tls,
    Limits limits) {

  private static final Duration LONGEST = Duration.ofHours(1);

  public EgressSettings {
    requireSensible("connectTimeout", connectTimeout);
    requireSensible("tlsTimeout", tlsTimeout);
  }

  /** 5 s to connect, 10 s for TLS, no plain {@code http} but to this machine. */
  public static EgressSettings defaults(String connectionName) {
    return new EgressSettings(
        connectionName,
        false,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Tls.defaults(),
        Limits.defaults());
  }

  private static void requireSensible(String name, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 1 ms and 1 h, and is " + value.toMillis() + " ms");
    }
  }
}
