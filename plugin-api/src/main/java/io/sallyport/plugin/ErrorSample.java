// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

/** A failure that a command typically has, for its reference page. Immutable. */
public final class ErrorSample {

  private final int status;
  private final String message;

  private ErrorSample(int status, String message) {
    this.status = status;
    this.message = requireNonNull(message, "message is null");
  }

  /** The status code and the message of the Error, as a caller would see them. */
  public static ErrorSample of(int status, String message) {
    return new ErrorSample(status, message);
  }

  public int status() {
    return status;
  }

  public String message() {
    return message;
  }
}
