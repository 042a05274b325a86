// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import java.util.ArrayList;
import java.util.List;

/** Tells the run what became of each entry, once, and remembers what was changed. */
final class ChangeReport {

  private final Change change;
  private final Invocation run;
  private final List<Entry> changed = new ArrayList<>();
  private boolean anythingDone;

  ChangeReport(Change change, Invocation run) {
    this.change = change;
    this.run = run;
  }

  /** The entry needs no request, for this reason. */
  void notNeeded(Item reason) {
    run.item(reason);
  }

  /** This run has changed it. */
  void changed(Entry entry) {
    changed(entry, change.doneCode());
  }

  /** The product has accepted it; whether that changed anything, nobody has looked. */
  void unverified(Entry entry) {
    changed(entry, "unverified");
  }

  /** It is as wanted, by somebody else's doing. */
  void doneByOthers(Entry entry) {
    done(entry, change.doneByOthersCode());
  }

  /** The product has refused it. */
  void rejected(Entry entry, CommandException failure) {
    refused(entry, "rejected", failure, wordsOf(failure));
  }

  /** The request did not leave the house. */
  void notSent(Entry entry, CommandException failure) {
    refused(entry, "not-sent", failure, "not sent: " + wordsOf(failure));
  }

  /** It was not tried any more after this failure of another request. */
  void notTried(Entry entry, CommandException failure) {
    refused(
        entry,
        "not-sent",
        failure,
        "not sent, because an earlier request failed with status " + failure.status());
  }

  /** The product may have done it. */
  void unknown(Entry entry, int status) {
    run.item(
        Item.unknown(
            change.inputName(entry.list()),
            entry.item(),
            "unknown",
            status,
            "sent, but whether it was done is not known"));
  }

  boolean anythingDone() {
    return anythingDone;
  }

  /** What the run has changed, without what others did. */
  SenderLists changed() {
    return SenderLists.of(changed);
  }

  private void changed(Entry entry, String code) {
    changed.add(entry);
    done(entry, code);
  }

  private void done(Entry entry, String code) {
    anythingDone = true;
    run.item(Item.done(change.inputName(entry.list()), entry.item(), code));
  }

  private void refused(Entry entry, String code, CommandException failure, String message) {
    run.item(
        Item.refused(
            change.inputName(entry.list()), entry.item(), code, failure.status(), message));
  }

  /** The product's words without what the host writes around them: reason phrase, final period. */
  private static String wordsOf(CommandException failure) {
    String phrase = HttpStatus.reasonPhrase(failure.status());
    String text = failure.text();
    if (text.startsWith(phrase + ": ")) {
      text = text.substring(phrase.length() + 2);
    }
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    return text.equals(phrase) ? "refused by Proofpoint Essentials" : text;
  }
}
