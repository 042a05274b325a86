// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import java.util.Optional;

/** Reads the lists as they are, before a write and after one that did not go well. */
final class CurrentLists {

  private static final String NOTHING_CHANGED = "Nothing was changed.";

  private final ProofpointClient client;
  private final Scope scope;
  private final Invocation run;

  CurrentLists(ProofpointClient client, Scope scope, Invocation run) {
    this.client = client;
    this.scope = scope;
    this.run = run;
  }

  /**
   * The lists before a write; empty when it is only the reading that the product refuses or answers
   * unintelligibly: that must not break a write which could be done.
   *
   * @throws CommandException when the write had no prospect either
   */
  Optional<SenderLists> beforeWrite() {
    ApiResponse answer;
    try {
      answer = client.readSenderLists(scope, run);
    } catch (CommandException e) {
      if (!isAboutReadingOnly(e)) {
        throw beforeAnythingWasSent(e);
      }
      return writeWithoutLooking(e);
    }
    try {
      return Optional.of(SenderLists.from(answer));
    } catch (CommandException e) {
      return writeWithoutLooking(e);
    }
  }

  /** The lists after a write that did not go well; empty when they cannot be read. */
  Optional<SenderLists> afterWrite() {
    try {
      return Optional.of(SenderLists.from(client.readSenderLists(scope, run)));
    } catch (CommandException e) {
      run.log("The sender lists could not be read again: " + e.text());
      return Optional.empty();
    }
  }

  private Optional<SenderLists> writeWithoutLooking(CommandException reason) {
    run.log(
        "The current sender lists could not be read, so the change was sent without looking first: "
            + reason.text());
    return Optional.empty();
  }

  private static boolean isAboutReadingOnly(CommandException failure) {
    int status = failure.status();
    return failure.sent().orElse(Sent.UNKNOWN) == Sent.YES
        && status >= 400
        && status < 500
        && status != 401
        && status != 429;
  }

  private static CommandException beforeAnythingWasSent(CommandException failure) {
    CommandException told =
        failure.withStep("Failed to read the current sender lists.").withSent(Sent.NO);
    // The message of a 401 stays the product's own word; playbooks compare it.
    return failure.status() == 401
        ? told.withDetail(NOTHING_CHANGED)
        : told.withText(asSentence(failure.text()) + " " + NOTHING_CHANGED);
  }

  private static String asSentence(String text) {
    return text.matches(".*[.!?]") ? text : text + ".";
  }
}
