// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.schedule;

import java.time.Duration;

/** What is done when a bell rings. */
public interface Ringer {

  /**
   * The bell of this name rings. Never called for the same name at the same time; may block.
   *
   * @return how long until it is to ring again
   */
  Duration ring(String name);
}
