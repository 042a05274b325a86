// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.InvalidInputException;
import java.net.URI;

/**
 * Where all HTTP of one connection goes out: its clients share its limits and its secrets.
 * Thread-safe.
 */
public final class Outlet {

  private final HttpPools pools;
  private final RequestHeaders headers;
  private final EgressSettings settings;
  private final Credentials credentials;
  private final AddressRule rule;
  private final Gate gate;

  Outlet(
      HttpPools pools,
      RequestHeaders headers,
      EgressSettings settings,
      Credentials credentials,
      AddressRule rule) {
    this.pools = pools;
    this.headers = headers;
    this.settings = settings;
    this.credentials = credentials;
    this.rule = rule;
    this.gate = new Gate(settings.throttle());
  }

  /**
   * A client for what is below this address.
   *
   * @param base an absolute {@code https} address without user, query and fragment; {@code http}
   *     only to this machine, unless the settings allow more
   * @throws InvalidInputException when the address cannot be one of an API, or the trusted
   *     certificates cannot be read
   */
  public ApiClient client(URI base) {
    BaseAddress address = BaseAddress.of(base, settings.allowPlainHttp());
    TrustedCertificates.check(settings.tls());
    return new VertxApiClient(
        pools, Destination.of(address, settings, credentials, headers, rule, gate));
  }
}
