// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.Map;

/**
 * Headers in clear text.
 *
 * @param renewals how often the connection's secrets had been {@linkplain Renewal looked up afresh}
 *     when these were revealed, or a little before
 */
record Revealed(Map<String, String> headers, int renewals) {

  /** How often, and no value. */
  @Override
  public String toString() {
    return headers.size() + " headers of " + renewals;
  }
}
