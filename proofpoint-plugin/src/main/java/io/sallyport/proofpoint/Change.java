// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Item;
import java.util.Optional;

/** The two ways to change sender lists, and what the lists as they are say about an entry. */
enum Change {
  ADD("added", "present", 409, "") {
    @Override
    ApiResponse send(ProofpointClient client, Scope scope, SenderLists entries, Invocation run) {
      return client.addToSenderLists(scope, entries, run);
    }

    @Override
    boolean isDone(Entry wanted, SenderLists now) {
      return now.contains(wanted.list(), wanted.item());
    }

    @Override
    Optional<Item> obstacle(Entry wanted, SenderLists now) {
      if (isDone(wanted, now)) {
        return Optional.of(conflict(wanted, "already-there", wanted.list()));
      }
      return now.contains(wanted.list().other(), wanted.item())
          ? Optional.of(conflict(wanted, "on-other-list", wanted.list().other()))
          : Optional.empty();
    }

    private Item conflict(Entry wanted, String code, SenderList where) {
      return Item.refused(
          inputName(wanted.list()), wanted.item(), code, 409, "already on the " + where.words());
    }
  },

  DELETE("removed", "absent", 404, " to Delete") {
    @Override
    ApiResponse send(ProofpointClient client, Scope scope, SenderLists entries, Invocation run) {
      return client.deleteFromSenderLists(scope, entries, run);
    }

    @Override
    boolean isDone(Entry wanted, SenderLists now) {
      return !now.contains(wanted.list(), wanted.item());
    }

    @Override
    Optional<Item> obstacle(Entry wanted, SenderLists now) {
      if (!isDone(wanted, now)) {
        return Optional.empty();
      }
      SenderList other = wanted.list().other();
      return Optional.of(
          now.contains(other, wanted.item())
              ? nothingToDo(
                  wanted,
                  "on-other-list",
                  "on the " + other.words() + ", not on the " + wanted.list().words())
              : nothingToDo(wanted, "not-found", "not on the " + wanted.list().words()));
    }

    private Item nothingToDo(Entry wanted, String code, String message) {
      return Item.skipped(inputName(wanted.list()), wanted.item(), code, message);
    }
  };

  private final String doneCode;
  private final String doneByOthersCode;
  private final int overtakenStatus;
  private final String inputSuffix;

  Change(String doneCode, String doneByOthersCode, int overtakenStatus, String inputSuffix) {
    this.doneCode = doneCode;
    this.doneByOthersCode = doneByOthersCode;
    this.overtakenStatus = overtakenStatus;
    this.inputSuffix = inputSuffix;
  }

  /** Sends one request; throws as {@link ProofpointClient} does. */
  abstract ApiResponse send(
      ProofpointClient client, Scope scope, SenderLists entries, Invocation run);

  /** Whether the lists are as the entry wants them. */
  abstract boolean isDone(Entry wanted, SenderLists now);

  /** Why the entry need not or cannot be sent; empty when it should be. */
  abstract Optional<Item> obstacle(Entry wanted, SenderLists now);

  /** The code of an item that this run has changed. */
  String doneCode() {
    return doneCode;
  }

  /** The code of an item that somebody else has changed while this run was under way. */
  String doneByOthersCode() {
    return doneByOthersCode;
  }

  /** The status of a refusal that can mean: somebody else was faster. */
  int overtakenStatus() {
    return overtakenStatus;
  }

  /** The display name of the input that the list's items come from. */
  String inputName(SenderList list) {
    return list.displayName() + inputSuffix;
  }
}
