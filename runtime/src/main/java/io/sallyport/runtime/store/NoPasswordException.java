// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

import java.sql.SQLException;

/** The password of the database cannot be had; the cause's message says why, without its value. */
final class NoPasswordException extends SQLException {

  private static final long serialVersionUID = 1;

  NoPasswordException(RuntimeException cause) {
    super("The password cannot be had", "28000", cause);
  }
}
