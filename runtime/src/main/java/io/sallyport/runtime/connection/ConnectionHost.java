// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.Host;
import io.sallyport.runtime.egress.Outlet;
import java.net.URI;
import java.time.InstantSource;

/** What one session (or vault) is lent. */
public record ConnectionHost(String connectionName, InstantSource clock, Outlet outlet)
    implements Host {

  @Override
  public ApiClient http(URI base) {
    return outlet.client(base);
  }
}
