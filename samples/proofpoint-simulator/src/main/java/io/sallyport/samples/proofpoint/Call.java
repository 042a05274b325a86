// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import io.sallyport.testkit.server.ServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API as it arrived.
 *
 * @param origin the address of the simulator
 */
record Call(ServerRequest request, RequestPath path, URI origin) {
  String method() {
    return request.method();
  }

  /** Returns the value of {@code X-User}, or null. */
  @Nullable String user() {
    return request.header("X-User").orElse(null);
  }

  /** Returns the value of {@code X-Password}, or null. */
  @Nullable String password() {
    return request.header("X-Password").orElse(null);
  }

  @Nullable String contentType() {
    return request.header("Content-Type").orElse(null);
  }

  /** Returns the value of {@code X-correlator}, or null. */
  @Nullable String correlator() {
    return request.header("X-correlator").orElse(null);
  }

  byte[] body() {
    return request.body();
  }
}
