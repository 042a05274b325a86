// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer or partner.
 *
 * @param eid its number
 * @param parent the number of the partner it belongs to, or null
 * @param domains at least one; the first is the primary one
 */
public record Organisation(
    int eid,
    String name,
    OrganisationType type,
    @Nullable Integer parent,
    List<Domain> domains,
    List<Group> groups) {
  public Organisation {
    domains = List.copyOf(domains);
    groups = List.copyOf(groups);
    if (domains.isEmpty()) {
      throw new IllegalArgumentException("An organisation needs a domain: " + name);
    }
  }

  /** Returns the name of the primary domain. */
  public String primaryDomain() {
    return domains.get(0).name();
  }
}
