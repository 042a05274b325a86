// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of an Add or a Delete: reads the lists, sends what is left to do in portions, and says
 * what became of each item.
 *
 * <p>No request that may have been carried out is sent again. When somebody else changes the lists
 * at the same time, or an answer is lost, the lists are read once more and decide.
 */
final class SenderListChange {

  private static final int PORTION = 500;

  /**
   * How often a portion is tried again that somebody else's changes have made the product refuse.
   */
  private static final int MOST_ATTEMPTS = 20;

  /** How often in a row without a sign of somebody else; the refusal then has another reason. */
  private static final int MOST_FRUITLESS = 1;

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
      sendConfirmed(wanted);
      return result(Optional.empty());
    }
    Optional<SenderLists> before = current.beforeWrite();
    if (change == Change.DELETE && before.isPresent() && noneIsThere(wanted, before.get())) {
      return sendThoughNoneIsThere(wanted.entries(), before.get());
    }
    List<Entry> due = before.map(lists -> due(wanted.entries(), lists)).orElse(wanted.entries());
    return sendInPortions(due, before);
  }

  private boolean noneIsThere(SenderLists wanted, SenderLists now) {
    return wanted.entries().stream().allMatch(entry -> change.obstacle(entry, now).isPresent());
  }

  /** What is left to send; accounts for the rest. */
  private List<Entry> due(List<Entry> wanted, SenderLists now) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : wanted) {
      change.obstacle(entry, now).ifPresentOrElse(report::notNeeded, () -> due.add(entry));
    }
    return due;
  }

  private void notNeeded(Entry entry, SenderLists now) {
    change.obstacle(entry, now).ifPresent(report::notNeeded);
  }

  /** Sent all the same, so that the refusal and its words are the product's. */
  private CommandResult sendThoughNoneIsThere(List<Entry> entries, SenderLists before) {
    List<Entry> first = entries.subList(0, Math.min(PORTION, entries.size()));
    List<Entry> rest = entries.subList(first.size(), entries.size());
    try {
      sendConfirmed(SenderLists.of(first));
    } catch (CommandException e) {
      entries.forEach(entry -> notNeeded(entry, before));
      throw LostAnswer.told(e);
    }
    first.forEach(report::unverified);
    rest.forEach(entry -> notNeeded(entry, before));
    run.warn(
        "Proofpoint Essentials has accepted the request although none of the items was on its list"
            + " a moment before: somebody else may be changing the lists too.");
    return result(Optional.empty());
  }

  private void sendConfirmed(SenderLists entries) {
    Optional<CommandException> failure =
        Confirmation.missing(change.send(client, scope, entries, run));
    if (failure.isPresent()) {
      throw failure.get();
    }
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
      ApiResponse answer = write(portion, before);
      return answered(portion, answer, before.isPresent() ? report::changed : report::unverified);
    } catch (CommandException e) {
      return before.isPresent() && e.status() == change.overtakenStatus()
          ? overtaken(portion, e)
          : failed(portion, e);
    }
  }

  private Optional<CommandException> answered(
      List<Entry> portion, ApiResponse answer, Consumer<Entry> confirmed) {
    Optional<CommandException> failure = Confirmation.missing(answer);
    if (failure.isEmpty()) {
      portion.forEach(confirmed);
      return Optional.empty();
    }
    if (settleByReading(portion, failure.get().status()) < portion.size()) {
      return failure;
    }
    run.log("The lists were read again and are as wanted: " + failure.get().text());
    return Optional.empty();
  }

  /**
   * Somebody else was faster, perhaps: what is still to be done is sent once more, and again as
   * long as the lists show that somebody else has come on meanwhile.
   */
  private Optional<CommandException> overtaken(List<Entry> portion, CommandException refusal) {
    List<Entry> left = portion;
    CommandException latest = refusal;
    int fruitless = 0;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<SenderLists> now = current.afterWrite();
      if (now.isEmpty()) {
        break;
      }
      List<Entry> missing = missing(left, now.get());
      fruitless = missing.size() < left.size() ? 0 : fruitless + 1;
      left = missing;
      if (left.isEmpty()) {
        return Optional.empty();
      }
      if (fruitless > MOST_FRUITLESS) {
        break;
      }
      try {
        return answered(left, write(left, now), report::changed);
      } catch (CommandException e) {
        latest = e;
        if (e.status() != change.overtakenStatus()) {
          break;
        }
      }
    }
    return failed(left, latest);
  }

  /** What is still to be done; accounts for what others have done or made impossible. */
  private List<Entry> missing(List<Entry> wanted, SenderLists now) {
    List<Entry> undone = new ArrayList<>();
    for (Entry entry : wanted) {
      if (change.isDone(entry, now)) {
        report.doneByOthers(entry);
      } else {
        undone.add(entry);
      }
    }
    return due(undone, now);
  }

  private Optional<CommandException> failed(List<Entry> portion, CommandException failure) {
    if (wasCarriedOutPerhaps(failure)) {
      CommandException told = LostAnswer.told(failure);
      int settled = settleByReading(portion, told.status());
      if (settled > 0) {
        run.warn(
            "The lists were read again and "
                + settled
                + " of "
                + portion.size()
                + " items are as wanted, although the request failed after it was sent: "
                + failure.text());
      }
      return Optional.of(told);
    }
    if (failure.sent().equals(Optional.of(Sent.NO))) {
      portion.forEach(entry -> report.notSent(entry, failure));
    } else {
      portion.forEach(entry -> report.rejected(entry, failure));
    }
    return Optional.of(failure);
  }

  /** Lets the lists decide what became of each entry; gives how many are as wanted. */
  private int settleByReading(List<Entry> portion, int status) {
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
    return settled;
  }

  /** In the lists' own spelling, in case the product minds upper and lower case. */
  private ApiResponse write(List<Entry> portion, Optional<SenderLists> now) {
    List<Entry> spelled =
        portion.stream()
            .map(entry -> now.map(lists -> lists.asSpelledHere(entry)).orElse(entry))
            .toList();
    return change.send(client, scope, SenderLists.of(spelled), run);
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
