// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

/** How a run ended, in the words that playbooks branch on. */
public enum ReturnData {
  SUCCESSFUL("Successful"),
  PARTIALLY_SUCCESSFUL("Partially Successful"),
  FAILED("Failed");

  private final String words;

  ReturnData(String words) {
    this.words = words;
  }

  /** Exactly these words, everywhere. */
  @Override
  public String toString() {
    return words;
  }
}
