// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.server;

/** The control socket cannot be had, or must not be trusted; the message is for a person. */
public final class ControlSocketException extends Exception {

  ControlSocketException(String message) {
    super(message);
  }

  ControlSocketException(String message, Throwable cause) {
    super(message, cause);
  }
}
