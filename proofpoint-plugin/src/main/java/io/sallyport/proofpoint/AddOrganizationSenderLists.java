// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;
import java.util.List;
import java.util.Optional;

/** Puts senders on the safe list or the blocked list of the organization. */
final class AddOrganizationSenderLists {

  record Input(
      @Param(
              name = "Safe List Items",
              description = InputTexts.SAFE_TO_ADD,
              example = InputTexts.ITEMS)
          Optional<List<String>> safeListItems,
      @Param(
              name = "Blocked List Items",
              description = InputTexts.BLOCKED_TO_ADD,
              example = InputTexts.ITEMS)
          Optional<List<String>> blockedListItems) {

    Input {
      WantedItems.check(Change.ADD, safeListItems, blockedListItems);
    }

    SenderLists wanted() {
      return WantedItems.of(Change.ADD, safeListItems, blockedListItems);
    }
  }

  static CommandResult run(Input input, ProofpointClient client, Invocation run) {
    return SenderListChange.run(Change.ADD, Scope.organization(), input.wanted(), client, run);
  }

  private AddOrganizationSenderLists() {}
}
