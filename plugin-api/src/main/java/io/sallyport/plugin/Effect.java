// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

/**
 * What a command does to the product. Permissions, confirmations and documentation are decided by
 * it; retries are not (see {@link ApiRequest#repeatable()}).
 */
public enum Effect {
  /** Changes nothing. */
  READ,
  /** Changes something; done twice, the outcome is the same as done once. */
  IDEMPOTENT_WRITE,
  /** Changes something. */
  WRITE,
  /** Takes something away that the product itself cannot bring back. */
  DESTRUCTIVE
}
