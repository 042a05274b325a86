// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.sallyport.plugin.Invocation;
import java.util.function.Supplier;

/** The secrets of one connection, as far as the client needs to know them. Thread-safe. */
@FunctionalInterface
public interface Credentials {

  /** Nothing to look up afresh. */
  Credentials NONE = () -> false;

  /**
   * Looks the connection's secrets up afresh. May block. Called at most once for one request, after
   * the product has answered 401, and once for all that were refused at the same time.
   *
   * @return whether a value has changed
   */
  boolean refresh();

  /** Does what reveals secrets on behalf of this run, whose time and warnings it is. */
  default <T> T during(Invocation run, Supplier<T> revealing) {
    return revealing.get();
  }
}
