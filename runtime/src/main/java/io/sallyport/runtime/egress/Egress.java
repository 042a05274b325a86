// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.InvalidInputException;
import java.net.InetAddress;
import java.net.URI;

/**
 * Where all HTTP of all connections goes out. Thread-safe; one for the process. Nothing is started
 * before the first request, so a process that sends nothing pays nothing.
 */
public final class Egress implements AutoCloseable {

  private final HttpPools pools;
  private final RequestHeaders headers = RequestHeaders.defaults();

  /** Looks names up as this machine is configured to. */
  public Egress() {
    this(InetAddress::getAllByName);
  }

  /** Looks names up in a way of its own. */
  Egress(NameLookup.Resolver resolver) {
    this.pools = new HttpPools(resolver);
  }

  /**
   * A client for what is below this address. Clients of equal time-outs and TLS settings share
   * their connections to the same host.
   *
   * @param base an absolute {@code https} address without user, query and fragment; {@code http}
   *     only to this machine, unless the settings allow more
   * @param credentials what to look up afresh when the product answers 401
   * @throws InvalidInputException when the address cannot be one of an API, or the trusted
   *     certificates cannot be read
   */
  public ApiClient client(URI base, EgressSettings settings, Credentials credentials) {
    BaseAddress address = BaseAddress.of(base, settings.allowPlainHttp());
    TrustedCertificates.check(settings.tls());
    return new VertxApiClient(pools, address, settings, credentials, headers);
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
