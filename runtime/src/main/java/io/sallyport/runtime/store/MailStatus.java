// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

/** What has become of a mail. */
public enum MailStatus {
  WAITING,
  /** Somebody is sending it; if that takes too long, it is sent again with the same message id. */
  SENDING,
  /** The mail server has taken it. */
  SENT,
  /** The mail server refuses it for good. */
  FAILED,
  /** It could not be sent for so long that it is of no use any more. */
  EXPIRED,
  /** What it would have told was over, or was told again, before it could be sent. */
  SUPERSEDED
}
