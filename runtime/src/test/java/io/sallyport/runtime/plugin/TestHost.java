// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.plugin;

import io.sallyport.plugin.ApiClient;
import io.sallyport.plugin.Host;
import java.net.URI;
import java.time.InstantSource;

/** A host without a network. */
final class TestHost implements Host {

  @Override
  public String connectionName() {
    return "test-connection";
  }

  @Override
  public ApiClient http(URI base) {
    throw new AssertionError("No test here uses the network");
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }
}
