// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.net.InetAddress;
import java.util.function.Function;

/**
 * Where all HTTP of all connections goes out. Thread-safe; one for the process. Nothing is started
 * before the first request, so a process that sends nothing pays nothing.
 */
public final class Egress implements AutoCloseable {

  private final HttpPools pools;
  private final RequestHeaders headers = RequestHeaders.defaults();
  private final Function<EgressSettings, AddressRule> rules;

  /** Looks names up as this machine is configured to. */
  public Egress() {
    this(InetAddress::getAllByName, settings -> AddressRule.of(settings.ownHosts()));
  }

  /** Looks names up, and judges what they lead to, in a way of its own. */
  Egress(NameLookup.Resolver resolver, Function<EgressSettings, AddressRule> rules) {
    this.rules = rules;
    this.pools = new HttpPools(resolver);
  }

  /**
   * The way out of one connection. Connections of equal time-outs and TLS settings share their
   * sockets to the same host, but not their limits.
   *
   * @param credentials what to look up afresh when the product answers 401
   */
  public Outlet outlet(EgressSettings settings, Credentials credentials) {
    return new Outlet(pools, headers, settings, credentials, rules.apply(settings));
  }

  /**
   * Fails what is still on its way with status 503 and closes all connections; returns within about
   * two seconds.
   */
  @Override
  public void close() {
    pools.close();
  }
}
