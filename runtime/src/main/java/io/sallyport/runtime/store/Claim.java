// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import io.sallyport.runtime.health.Health;
import java.time.Duration;

/** The answer to <i>may I check this connection now?</i> */
public sealed interface Claim {

  /**
   * Yes, and nobody else may until the lease ends.
   *
   * @param fence the number of this claim; what a claim that was overtaken brings is not applied
   * @param slot the number of this check; greater than of any check before
   */
  record Granted(long fence, long slot, Health health) implements Claim {}

  /**
   * No: it is not due, or somebody else checks it.
   *
   * @param left how long to wait before asking again
   */
  record Refused(Duration left) implements Claim {}

  /** It is not watched at all. */
  record Unknown() implements Claim {}
}
