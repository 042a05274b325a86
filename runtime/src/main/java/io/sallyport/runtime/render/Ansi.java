// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.render;

/** Colours for a terminal, or nothing. */
final class Ansi {

  private final boolean enabled;

  Ansi(boolean enabled) {
    this.enabled = enabled;
  }

  String bold(String text) {
    return wrap("1", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  private String wrap(String code, String text) {
    return enabled ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
