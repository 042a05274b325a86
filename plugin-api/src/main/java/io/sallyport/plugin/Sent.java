// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

/** Whether a request reached the product; what a caller needs to know before he tries again. */
public enum Sent {
  /** It certainly did not: nothing was changed. */
  NO,
  /** It did, and the product answered. */
  YES,
  /** It may have: no answer came. Look before you try again. */
  UNKNOWN
}
