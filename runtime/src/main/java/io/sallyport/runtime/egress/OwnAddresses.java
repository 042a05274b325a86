// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.Set;

/**
 * What the settings of a vault, or the parameters of a connection, name themselves.
 *
 * @param hosts in lower case, IPv6 addresses without brackets
 * @param origins scheme, host and port of each web address, without the port that the scheme has
 *     anyway
 */
public record OwnAddresses(Set<String> hosts, Set<String> origins) {

  /** They name nothing. */
  public static final OwnAddresses NONE = new OwnAddresses(Set.of(), Set.of());
}
