// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.mail;

/** A step on the way of a mail to the mail server, in the order of a server with STARTTLS. */
public enum MailStage {
  SETTINGS("settings"),
  NAME_LOOK_UP("name look-up"),
  CONNECT("connect"),
  GREETING("greeting"),
  TLS("TLS"),
  SIGN_IN("sign-in"),
  SENDER("sender"),
  RECIPIENT("recipient"),
  MESSAGE("message");

  private final String label;

  MailStage(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
