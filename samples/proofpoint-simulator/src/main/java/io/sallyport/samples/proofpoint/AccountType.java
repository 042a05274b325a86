// SPDX-License-Identifier: Apache-2.0
package io.sallyport.samples.proofpoint;

import java.util.Locale;

/** The vendor's types of user. */
public enum AccountType {
  OEM_PARTNER_ADMIN(true, true),
  STRATEGIC_PARTNER_ADMIN(true, true),
  CHANNEL_ADMIN(true, true),
  ORGANIZATION_ADMIN(true, false),
  END_USER(false, false),
  SILENT_USER(false, false),
  FUNCTIONAL_ACCOUNT(false, false);

  private final boolean administrator;
  private final boolean partner;

  AccountType(boolean administrator, boolean partner) {
    this.administrator = administrator;
    this.partner = partner;
  }

  boolean isAdministrator() {
    return administrator;
  }

  /** A partner's administrator also manages the organisations below his own. */
  boolean isPartner() {
    return partner;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
