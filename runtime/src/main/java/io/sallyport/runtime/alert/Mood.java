// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.alert;

/** What colour a mail has. White words on each of them can be read well. */
enum Mood {
  BAD("DOWN", "#c9302c"),
  GOOD("UP", "#1a7340"),
  UNCERTAIN("UNKNOWN", "#8a5300"),
  NEUTRAL("NOTE", "#57606a");

  private final String word;
  private final String colour;

  Mood(String word, String colour) {
    this.word = word;
    this.colour = colour;
  }

  /** Says the same as the colour, for whoever does not see it. */
  String word() {
    return word;
  }

  String colour() {
    return colour;
  }
}
