// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.secret;

import io.sallyport.plugin.Secret;

/** A text, parts of which are covered by masks, one for all parts that overlap. */
final class MaskedText {

  private final String text;
  private final StringBuilder masked = new StringBuilder();
  private int done;
  private int start = -1;
  private int end = -1;

  MaskedText(String text) {
    this.text = text;
  }

  /** Covers one more part; parts come in the order in which they were found from left to right. */
  void cover(int from, int to) {
    if (from < end) {
      start = Math.min(start, from);
      end = Math.max(end, to);
      return;
    }
    if (start >= 0) {
      masked.append(text, done, start).append(Secret.MASK);
      done = end;
    }
    start = from;
    end = to;
  }

  /** What is to be seen; the text itself when nothing is covered. */
  String visible() {
    return start < 0
        ? text
        : masked + text.substring(done, start) + Secret.MASK + text.substring(end);
  }
}
