// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.net.URI;
import java.time.InstantSource;

/** What the host lends a session (or a vault). Thread-safe; valid until the session is closed. */
public interface Host {

  /** The name under which the connection (or vault) is declared. */
  String connectionName();

  /**
   * An HTTP client for this address. The host does the connection's agent, TLS, time-outs, limits
   * and retries; a plugin asks for one client in {@link Integration#connect} and keeps it.
   *
   * @param base an absolute {@code http} or {@code https} address without query and fragment; every
   *     request is below its path
   * @throws InvalidInputException when the address cannot be one of an API
   */
  ApiClient http(URI base);

  /** The time. A plugin takes it from here, so that a test can set it. */
  InstantSource clock();
}
