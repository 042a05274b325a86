// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.List;

/**
 * A domain of an organisation.
 *
 * @param active never true of a domain that relays nothing
 * @param destination where its mail goes; empty for a domain that relays nothing
 */
public record Domain(
    String name, boolean active, boolean relay, String destination, List<String> failovers) {
  public Domain {
    failovers = List.copyOf(failovers);
  }

  /** Returns an active domain that relays mail. */
  public static Domain relaying(String name, String destination, String... failovers) {
    return new Domain(name, true, true, destination, List.of(failovers));
  }

  /** Returns a domain that relays nothing. */
  public static Domain idle(String name) {
    return new Domain(name, false, false, "", List.of());
  }
}
