// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

/** What can deny, in the order in which it is asked. */
public enum Rule {
  /** The user is not declared. */
  USER("user"),
  /** The site is not declared, is not the user's own, or is not named. */
  CALLER_SITE("caller's site"),
  /** The connection is another site's. */
  SITE("site"),
  /** The connection is not shared with the user's tenant. */
  TENANT("tenant"),
  /** The connection is not in use. */
  ACTIVE("active"),
  /** No rule of the connection's permissions allows it. */
  PERMISSIONS("permissions");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  /** As a person reads it. */
  @Override
  public String toString() {
    return words;
  }
}
