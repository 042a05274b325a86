// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of an Add or a Delete: reads the lists, sends what is left to do in portions, and says
 * what became of each item.
 *
 * <p>No request that may have been carried out is sent again. When somebody else changes the lists
 * at the same time, or an answer is lost, the lists are read once more and decide.
 */
final class SenderListChange {

  private static final int PORTION = 500;

  private final Change change;
  private final Scope scope;
  private final ProofpointClient client;
  private final Invocation run;
  private final CurrentLists current;
  private final ChangeReport report;

  private SenderListChange(Change change, Scope scope, ProofpointClient client, Invocation run) {
    this.change = change;
    this.scope = scope;
    this.client = client;
    this.run = run;
    this.current = new CurrentLists(client, scope, run);
    this.report = new ChangeReport(change, run);
  }

  /**
   * Makes the change.
   *
   * @throws CommandException when nothing was done and a request failed: the product's own refusal
   */
  static CommandResult run(
      Change change, Scope scope, SenderLists wanted, ProofpointClient client, Invocation run) {
    return new SenderListChange(change, scope, client, run).make(wanted);
  }

  private CommandResult make(SenderLists wanted) {
    if (wanted.isEmpty()) {
      change.send(client, scope, wanted, run);
      return result(Optional.empty());
    }
    Optional<SenderLists> before = current.beforeWrite();
    List<Entry> due = before.map(lists -> due(wanted, lists)).orElse(wanted.entries());
    if (due.isEmpty() && change == Change.DELETE) {
      return sendThoughNoneIsThere(wanted);
    }
    return sendInPortions(due, before);
  }

  private List<Entry> due(SenderLists wanted, SenderLists now) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : wanted.entries()) {
      change.obstacle(entry, now).ifPresentOrElse(report::notNeeded, () -> due.add(entry));
    }
    return due;
  }

  /** Sent all the same, so that the refusal and its words are the product's. */
  private CommandResult sendThoughNoneIsThere(SenderLists wanted) {
    List<Entry> entries = wanted.entries();
    List<Entry> first = entries.subList(0, Math.min(PORTION, entries.size()));
    change.send(client, scope, SenderLists.of(first), run);
    run.warn(
        "Proofpoint Essentials has accepted the request although none of the items was on its list"
            + " a moment before: somebody else may be changing the lists too.");
    return result(Optional.empty());
  }

  private CommandResult sendInPortions(List<Entry> due, Optional<SenderLists> before) {
    Optional<CommandException> failure = Optional.empty();
    for (int from = 0; from < due.size(); from += PORTION) {
      List<Entry> portion = due.subList(from, Math.min(from + PORTION, due.size()));
      if (failure.isPresent() && !concernsOnePortionOnly(failure.get())) {
        CommandException reason = failure.get();
        portion.forEach(entry -> report.notTried(entry, reason));
      } else {
        Optional<CommandException> latest = send(portion, before);
        failure = latest.isPresent() ? latest : failure;
      }
    }
    if (failure.isPresent() && !report.anythingDone()) {
      throw failure.get();
    }
    return result(failure.flatMap(CommandException::rawData));
  }

  /** Sends one portion and accounts for it; gives the failure that remains. */
  private Optional<CommandException> send(List<Entry> portion, Optional<SenderLists> before) {
    try {
      write(portion, before);
    } catch (CommandException e) {
      return before.isPresent() && e.status() == change.overtakenStatus()
          ? overtaken(portion, e)
          : failed(portion, e);
    }
    portion.forEach(before.isPresent() ? report::changed : report::unverified);
    return Optional.empty();
  }

  /** Somebody else was faster, perhaps: what is still to be done is sent once more. */
  private Optional<CommandException> overtaken(List<Entry> portion, CommandException refusal) {
    Optional<SenderLists> now = current.afterWrite();
    if (now.isEmpty()) {
      return failed(portion, refusal);
    }
    List<Entry> missing = new ArrayList<>();
    for (Entry entry : portion) {
      if (change.isDone(entry, now.get())) {
        report.doneByOthers(entry);
      } else {
        change
            .obstacle(entry, now.get())
            .ifPresentOrElse(report::notNeeded, () -> missing.add(entry));
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    try {
      write(missing, now);
    } catch (CommandException e) {
      return failed(missing, e);
    }
    missing.forEach(report::changed);
    return Optional.empty();
  }

  private Optional<CommandException> failed(List<Entry> portion, CommandException failure) {
    if (wasCarriedOutPerhaps(failure)) {
      settleByReading(portion, failure);
      return Optional.of(LostAnswer.told(failure));
    }
    if (failure.sent().equals(Optional.of(Sent.NO))) {
      portion.forEach(entry -> report.notSent(entry, failure));
    } else {
      portion.forEach(entry -> report.rejected(entry, failure));
    }
    return Optional.of(failure);
  }

  private void settleByReading(List<Entry> portion, CommandException failure) {
    int status = LostAnswer.told(failure).status();
    Optional<SenderLists> now = current.afterWrite();
    int settled = 0;
    for (Entry entry : portion) {
      if (now.isPresent() && change.isDone(entry, now.get())) {
        report.changed(entry);
        settled++;
      } else {
        report.unknown(entry, status);
      }
    }
    if (settled > 0) {
      run.warn(
          "The lists were read again and "
              + settled
              + " of "
              + portion.size()
              + " items are as wanted, although the request failed after it was sent: "
              + failure.text());
    }
  }

  /** In the lists' own spelling, in case the product minds upper and lower case. */
  private void write(List<Entry> portion, Optional<SenderLists> now) {
    List<Entry> spelled =
        portion.stream()
            .map(entry -> now.map(lists -> lists.asSpelledHere(entry)).orElse(entry))
            .toList();
    change.send(client, scope, SenderLists.of(spelled), run);
  }

  private static boolean wasCarriedOutPerhaps(CommandException failure) {
    Sent sent = failure.sent().orElse(Sent.UNKNOWN);
    return sent == Sent.UNKNOWN || (sent == Sent.YES && failure.status() >= 500);
  }

  private boolean concernsOnePortionOnly(CommandException failure) {
    return failure.status() == 422 || failure.status() == change.overtakenStatus();
  }

  private CommandResult result(Optional<JsonNode> rawData) {
    return SenderListsResult.of(
        scope, report.changed(), rawData.orElseGet(JsonNodeFactory.instance::objectNode));
  }
}
