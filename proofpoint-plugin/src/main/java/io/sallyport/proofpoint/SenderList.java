// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

/** One of the two lists. An item can be on one of them only. */
enum SenderList {
  SAFE("allow_list", "safe list", "Safe List Items"),
  BLOCKED("block_list", "blocked list", "Blocked List Items");

  private final String field;
  private final String words;
  private final String displayName;

  SenderList(String field, String words, String displayName) {
    this.field = field;
    this.words = words;
    this.displayName = displayName;
  }

  SenderList other() {
    return this == SAFE ? BLOCKED : SAFE;
  }

  /** What the vendor's JSON calls it. */
  String field() {
    return field;
  }

  /** What a sentence calls it. */
  String words() {
    return words;
  }

  /** What inputs and columns call its items. */
  String displayName() {
    return displayName;
  }
}
