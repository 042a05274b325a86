// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/** Each means exactly that: there is no falling back. */
public enum MailSecurity {
  NONE,
  /** A server that does not offer STARTTLS is given nothing. */
  STARTTLS,
  /** From the first byte. */
  TLS
}
