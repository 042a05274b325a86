// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

/**
 * The database cannot be used just now, or not at all. Its message is for a person, says what to
 * do, and holds no secret.
 */
public final class StoreException extends RuntimeException {

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
