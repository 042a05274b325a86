// SPDX-License-Identifier: Apache-2.0
package io.sallyport.testkit.server;

import java.time.Duration;

/** The words behind the name of a fault, taken one by one. */
final class FaultArguments {

  private final String usage;
  private String rest;

  /**
   * @param usage how the fault is written, for messages
   * @param rest what stands behind its name, without blanks at the ends
   */
  FaultArguments(String usage, String rest) {
    this.usage = usage;
    this.rest = rest;
  }

  boolean hasMore() {
    return !rest.isEmpty();
  }

  String word() {
    if (rest.isEmpty()) {
      throw refuse("Something is missing");
    }
    int blank = rest.indexOf(' ');
    String word = blank < 0 ? rest : rest.substring(0, blank);
    rest = rest.substring(word.length()).strip();
    return word;
  }

  String everything() {
    String all = rest;
    rest = "";
    return all;
  }

  Duration duration() {
    String word = word();
    return Amounts.duration(word)
        .orElseThrow(() -> refuse("\"" + word + "\" is not " + Amounts.DURATIONS));
  }

  long size() {
    String word = word();
    return Amounts.size(word).orElseThrow(() -> refuse("\"" + word + "\" is not " + Amounts.SIZES));
  }

  int number() {
    String word = word();
    if (!word.matches("\\d{1,9}")) {
      throw refuse("\"" + word + "\" is not a number");
    }
    return Integer.parseInt(word);
  }

  void end() {
    if (hasMore()) {
      throw refuse("\"" + rest + "\" is too much");
    }
  }

  IllegalArgumentException refuse(String problem) {
    return new IllegalArgumentException(problem + ". This fault is written: " + usage + ".");
  }
}
