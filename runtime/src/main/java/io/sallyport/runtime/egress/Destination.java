// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.concurrent.ThreadLocalRandom;

/**
 * What all calls of one client share.
 *
 * @param headers revealed afresh for each attempt
 * @param gate shared by all clients of the connection
 */
record Destination(
    BaseAddress base,
    EgressSettings settings,
    Credentials credentials,
    RequestHeaders headers,
    AddressRule rule,
    Gate gate,
    RetryPolicy retries,
    Failures failures) {

  static Destination of(
      BaseAddress base,
      EgressSettings settings,
      Credentials credentials,
      RequestHeaders headers,
      AddressRule rule,
      Gate gate) {
    return new Destination(
        base,
        settings,
        credentials,
        headers,
        rule,
        gate,
        new RetryPolicy(() -> ThreadLocalRandom.current().nextDouble()),
        new Failures(base, settings));
  }

  Destination with(RequestHeaders other) {
    return new Destination(base, settings, credentials, other, rule, gate, retries, failures);
  }
}
