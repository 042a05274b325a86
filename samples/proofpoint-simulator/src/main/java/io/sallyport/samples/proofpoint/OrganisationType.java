// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.Locale;

/** The vendor's types of organisation. */
public enum OrganisationType {
  OEM_PARTNER,
  STRATEGIC_PARTNER,
  CHANNEL,
  ORGANIZATION;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
