// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one item of a list input. A command that acts on items reports each with {@link
 * Invocation#item}; the host derives the run's Return Data from them, so that no plugin can claim
 * what is not so:
 *
 * <ul>
 *   <li>none refused or unknown: Successful
 *   <li>some done, some refused or unknown: Partially Successful
 *   <li>none done (skipped is not done) and some refused or unknown, or an exception: Failed
 * </ul>
 *
 * Immutable.
 */
public final class Item {

  /** What became of an item. */
  public enum Outcome {
    /** As wanted. */
    DONE,
    /** There was nothing to do; no fault. */
    SKIPPED,
    /** Not done, and it is certain that it was not. */
    REFUSED,
    /** It may have been done: the answer was lost. */
    UNKNOWN
  }

  private final String input;
  private final String item;
  private final Outcome outcome;
  private final String code;
  private final OptionalInt status;
  private final Optional<String> message;

  private Item(
      String input,
      String item,
      Outcome outcome,
      String code,
      OptionalInt status,
      Optional<String> message) {
    this.input = requireNonNull(input, "input is null");
    this.item = requireNonNull(item, "item is null");
    this.outcome = outcome;
    this.code = requireNonNull(code, "code is null");
    this.status = status;
    this.message = message;
  }

  /**
   * As wanted.
   *
   * @param input the display name of the input that the item came from
   * @param item the item itself
   * @param code one kebab-case word for playbooks to branch on, such as {@code added}
   */
  public static Item done(String input, String item, String code) {
    return new Item(input, item, Outcome.DONE, code, OptionalInt.empty(), Optional.empty());
  }

  /** Nothing to do; {@code message} says why, without a final period. */
  public static Item skipped(String input, String item, String code, String message) {
    return new Item(input, item, Outcome.SKIPPED, code, OptionalInt.empty(), Optional.of(message));
  }

  /**
   * Certainly not done; {@code status} is the HTTP-like number for the reason and {@code message}
   * says it, without a final period.
   */
  public static Item refused(String input, String item, String code, int status, String message) {
    return new Item(
        input, item, Outcome.REFUSED, code, OptionalInt.of(status), Optional.of(message));
  }

  /**
   * Perhaps done; {@code status} is the HTTP-like number for the reason and {@code message} says
   * it, without a final period.
   */
  public static Item unknown(String input, String item, String code, int status, String message) {
    return new Item(
        input, item, Outcome.UNKNOWN, code, OptionalInt.of(status), Optional.of(message));
  }

  public String input() {
    return input;
  }

  public String item() {
    return item;
  }

  public Outcome outcome() {
    return outcome;
  }

  public String code() {
    return code;
  }

  /** Present when refused or unknown. */
  public OptionalInt status() {
    return status;
  }

  /** Absent when done. */
  public Optional<String> message() {
    return message;
  }

  @Override
  public String toString() {
    return input + " " + item + ": " + code;
  }
}
