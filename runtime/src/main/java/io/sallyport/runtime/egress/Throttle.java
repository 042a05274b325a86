// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import java.util.OptionalInt;

/**
 * How fast one connection may send.
 *
 * @param concurrent how many requests at a time
 * @param waiting how many more may wait for their turn; one beyond them is refused at once
 * @param perMinute how many requests a minute, evenly spread; empty for as many as there are
 */
public record Throttle(int concurrent, int waiting, OptionalInt perMinute) {

  public Throttle {
    if (concurrent < 1 || waiting < 0 || perMinute.orElse(1) < 1) {
      throw new IllegalArgumentException("a limit must be at least one request");
    }
  }

  /** 8 at a time, 100 waiting, any number a minute. */
  public static Throttle defaults() {
    return new Throttle(8, 100, OptionalInt.empty());
  }
}
