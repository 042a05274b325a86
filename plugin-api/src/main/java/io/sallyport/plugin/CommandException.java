// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run as Failed, with the Error that the caller sees: Failure Indicator, Status Code and
 * Message. Thrown by the host's client when the product refuses or cannot be reached, and by
 * plugins. Its texts never hold a secret's value.
 *
 * <p>Each {@code with…} gives a new exception whose cause is this one's, so that a plugin can add
 * what it knows and throw on.
 */
public final class CommandException extends RuntimeException {

  private final int status;
  private final String text;
  private final Optional<String> step;
  private final Optional<Sent> sent;
  private final transient Optional<JsonNode> rawData;
  private final List<String> details;

  private CommandException(
      int status,
      String text,
      Optional<String> step,
      Optional<Sent> sent,
      Optional<JsonNode> rawData,
      List<String> details,
      @Nullable Throwable cause) {
    super(status + " " + text, cause);
    this.status = status;
    this.text = text;
    this.step = step;
    this.sent = sent;
    this.rawData = rawData;
    this.details = details;
  }

  /**
   * A failure with its number and its words.
   *
   * @param status the product's HTTP status, or the number that fits what the plugin found
   * @param message what went wrong, for a person: what was found, where, and what would be accepted
   */
  public static CommandException of(int status, String message) {
    return new CommandException(
        status,
        requireNonNull(message, "message is null"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        null);
  }

  /** The same in other words. */
  public CommandException withText(String message) {
    requireNonNull(message, "message is null");
    return with(new CommandException(status, message, step, sent, rawData, details, cause()));
  }

  /**
   * The same, which happened in a preparatory step: the Failure Indicator then says so, as in
   * {@code Failed to read the current lists.}
   */
  public CommandException withStep(String sentence) {
    return with(
        new CommandException(status, text, Optional.of(sentence), sent, rawData, details, cause()));
  }

  /** The same, which knows whether the request that failed has reached the product. */
  public CommandException withSent(Sent known) {
    return with(
        new CommandException(status, text, step, Optional.of(known), rawData, details, cause()));
  }

  /** The same with the product's own answer, for the tab <i>Raw Data</i>. */
  public CommandException withRawData(JsonNode json) {
    return with(
        new CommandException(status, text, step, sent, Optional.of(json), details, cause()));
  }

  /**
   * The same with one more line below the three lines of the Error: a likely cause, a remedy, what
   * would be accepted.
   */
  public CommandException withDetail(String line) {
    List<String> more = new ArrayList<>(details);
    more.add(line);
    return with(
        new CommandException(status, text, step, sent, rawData, List.copyOf(more), cause()));
  }

  /** The same with what was caught; it goes to the log, never to the caller. */
  public CommandException withCause(Throwable cause) {
    return with(new CommandException(status, text, step, sent, rawData, details, cause));
  }

  public int status() {
    return status;
  }

  /** The Error's Message. */
  public String text() {
    return text;
  }

  /** The second sentence of the Failure Indicator, if a preparatory step failed. */
  public Optional<String> step() {
    return step;
  }

  /** Empty when only the host can know. */
  public Optional<Sent> sent() {
    return sent;
  }

  public Optional<JsonNode> rawData() {
    return rawData;
  }

  public List<String> details() {
    return details;
  }

  private CommandException with(CommandException copy) {
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  private @Nullable Throwable cause() {
    return getCause();
  }
}
