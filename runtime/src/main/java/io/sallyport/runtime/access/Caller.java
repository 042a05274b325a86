// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.access;

/**
 * Who runs a command.
 *
 * @param operator whether this is whoever may start the process, and so may do everything
 */
public record Caller(String name, boolean operator) {

  /** The operating-system user who started this process: the operator. */
  public static Caller operatingSystemUser() {
    return new Caller(System.getProperty("user.name", "unknown"), true);
  }
}
