// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

/** What one attempt to send a request spends its time on, in this order. */
public enum Phase {
  /** Waiting for its turn on the connection, and before a repeat. */
  QUEUE,
  /** Looking secrets up. */
  SECRET,
  LOOK_UP,
  CONNECT,
  TLS,
  /** From the first byte sent to the status of the answer. */
  WAIT,
  /** From the status to the last byte of the answer. */
  READ
}
