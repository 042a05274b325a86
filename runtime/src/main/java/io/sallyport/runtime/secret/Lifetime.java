// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import java.time.Duration;

/**
 * How long a value that a vault gave is good.
 *
 * @param cache how long it is used without asking again
 * @param staleFor how old it may be to be used where the vault cannot be asked
 */
public record Lifetime(Duration cache, Duration staleFor) {

  /** Five minutes, and an hour where the vault cannot be asked. */
  public static final Lifetime DEFAULT = new Lifetime(Duration.ofMinutes(5), Duration.ofHours(1));

  /** Asked for each time: of what is at hand anyway. */
  static final Lifetime NONE = new Lifetime(Duration.ZERO, Duration.ZERO);
}
