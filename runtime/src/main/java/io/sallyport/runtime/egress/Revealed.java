// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.Map;
import java.util.Optional;

/**
 * What a request sends, in clear text.
 *
 * @param agentPassword for the agent alone
 * @param renewals how often the connection's secrets had been {@linkplain Renewal looked up afresh}
 *     when these were revealed, or a little before
 */
record Revealed(Map<String, String> headers, Optional<String> agentPassword, int renewals) {

  /** How often, and no value. */
  @Override
  public String toString() {
    return headers.size() + " headers of " + renewals;
  }
}
