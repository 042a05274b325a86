// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.store;

/** What a mail tells. */
public enum MailKind {
  OPENED,
  REMINDER,
  RECOVERED,
  CLOSED,
  STALE,
  /** Several incidents that were over before a mail could be sent. */
  DIGEST
}
