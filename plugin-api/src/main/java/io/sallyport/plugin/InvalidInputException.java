// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thrown by the compact constructor of a record when values that are each of the right type do not
 * make sense. The host reports it like any other wrong input: status 400 and {@code The value for
 * parameter (Group ID) is invalid.}, with what would be accepted below.
 *
 * <p>The texts never hold a secret's value.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private final Map<String, String> expectations;

  private InvalidInputException(Map<String, String> expectations) {
    this.expectations = Collections.unmodifiableMap(expectations);
  }

  /**
   * One wrong parameter.
   *
   * @param parameter its display name, such as {@code Group ID}
   * @param expected what would be accepted, to complete the sentence <i>It must …</i>, such as
   *     {@code be digits only}
   */
  public static InvalidInputException of(String parameter, String expected) {
    return new InvalidInputException(new LinkedHashMap<>(Map.of(parameter, expected)));
  }

  /** The same with one more wrong parameter, so that a caller hears of all of them at once. */
  public InvalidInputException and(String parameter, String expected) {
    Map<String, String> more = new LinkedHashMap<>(expectations);
    more.merge(parameter, expected, (first, second) -> first + ", and must " + second);
    return new InvalidInputException(more);
  }

  /**
   * What would be accepted, by the display name of the parameter, in the order in which it was
   * found.
   */
  public Map<String, String> expectations() {
    return expectations;
  }

  /** All of them as sentences. */
  @Override
  public String getMessage() {
    List<String> sentences = new ArrayList<>();
    expectations.forEach(
        (parameter, expected) ->
            sentences.add("The value for parameter (" + parameter + ") must " + expected + "."));
    return String.join(" ", sentences);
  }
}
