// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One request as it arrived.
 *
 * @param uri the request target as sent, still percent-encoded
 * @param user the value of {@code X-User}, or null
 * @param password the value of {@code X-Password}, or null
 * @param correlator the value of {@code X-correlator}, or null
 * @param origin the address of the simulator
 */
record Call(
    String method,
    String uri,
    RequestPath path,
    @Nullable String user,
    @Nullable String password,
    @Nullable String contentType,
    @Nullable String correlator,
    byte[] body,
    URI origin) {

  /** Returns everything but the password. */
  @Override
  public String toString() {
    return "Call[" + method + " " + uri + "]";
  }
}
