// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

/** A request that is answered with an error and the end of the connection. */
final class RefusedRequest extends Exception {

  private final int status;

  RefusedRequest(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
