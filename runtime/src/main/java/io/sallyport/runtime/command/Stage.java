// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

/** What must go well, one after the other, for a product to answer. */
public enum Stage {
  CONFIGURATION("configuration"),
  SECRET("secret"),
  LOOK_UP("name look-up"),
  AGENT("agent"),
  CONNECT("connect"),
  TLS("TLS"),
  AUTHENTICATION("authentication"),
  AUTHORISATION("authorisation"),
  ANSWER("answer");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
