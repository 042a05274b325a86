// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

/**
 * What all calls of one client share.
 *
 * @param headers revealed afresh for each attempt
 */
record Destination(
    BaseAddress base,
    EgressSettings settings,
    Credentials credentials,
    RequestHeaders headers,
    RetryPolicy retries,
    Failures failures) {

  Destination with(RequestHeaders other) {
    return new Destination(base, settings, credentials, other, retries, failures);
  }
}
