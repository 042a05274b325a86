// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.health;

/** What kind of thing a check has failed of. */
public enum Category {
  CONFIGURATION("the configuration"),
  SECRET("a secret that cannot be had"),
  NAME_LOOK_UP("the name look-up"),
  AGENT("the agent"),
  CONNECT("the connection"),
  TLS("TLS"),
  TIMEOUT("time"),
  /** The product does not accept the credentials: trying often may lock the account. */
  AUTHENTICATION("the credentials"),
  AUTHORISATION("the account's rights"),
  HTTP_4XX("the product's refusal"),
  HTTP_5XX("a fault of the product"),
  BAD_ANSWER("the product's answer");

  private final String words;

  Category(String words) {
    this.words = words;
  }

  /** As in <i>it fails of …</i>. */
  public String words() {
    return words;
  }
}
