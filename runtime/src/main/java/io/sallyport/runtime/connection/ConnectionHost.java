// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.connection;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.Host;
import io.sallyport.runtime.egress.Credentials;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.egress.EgressSettings;
import java.net.URI;
import java.time.InstantSource;

/** What one session (or vault) is lent. */
public record ConnectionHost(
    String connectionName,
    InstantSource clock,
    Egress egress,
    EgressSettings settings,
    Credentials credentials)
    implements Host {

  @Override
  public ApiClient http(URI base) {
    return egress.client(base, settings, credentials);
  }
}
