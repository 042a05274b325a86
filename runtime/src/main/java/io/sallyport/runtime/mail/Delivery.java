// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/** What became of one attempt to send a mail. */
public sealed interface Delivery {

  /** The server's last answer; 0 where there was none. */
  int code();

  /** The server's own words or what went wrong, on one line; holds no secret. */
  String detail();

  /** The server has taken it. */
  record Accepted(int code, String detail) implements Delivery {}

  /**
   * It may work later.
   *
   * @param perhapsSent whether the server may have taken it all the same: its answer to the end of
   *     the mail was lost
   */
  record Later(int code, String detail, boolean perhapsSent) implements Delivery {}

  /** It will never work for this recipient or with this mail. */
  record Refused(int code, String detail) implements Delivery {}
}
