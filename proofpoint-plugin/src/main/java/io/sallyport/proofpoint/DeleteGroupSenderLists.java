// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;
import java.util.List;
import java.util.Optional;

/** Takes senders off the safe list or the blocked list of a group. */
final class DeleteGroupSenderLists {

  record Input(
      @Param(
              name = "Group ID",
              description = InputTexts.GROUP_ID,
              example = "12345",
              pattern = InputTexts.DIGITS,
              expected = InputTexts.GROUP_NUMBER)
          String groupId,
      @Param(
              name = "Safe List Items to Delete",
              description = InputTexts.SAFE_TO_DELETE,
              example = InputTexts.ITEMS)
          Optional<List<String>> safeListItemsToDelete,
      @Param(
              name = "Blocked List Items to Delete",
              description = InputTexts.BLOCKED_TO_DELETE,
              example = InputTexts.ITEMS)
          Optional<List<String>> blockedListItemsToDelete) {

    Input {
      WantedItems.check(Change.DELETE, safeListItemsToDelete, blockedListItemsToDelete);
    }

    SenderLists wanted() {
      return WantedItems.of(Change.DELETE, safeListItemsToDelete, blockedListItemsToDelete);
    }
  }

  static CommandResult run(Input input, ProofpointClient client, Invocation run) {
    return SenderListChange.run(
        Change.DELETE, Scope.group(input.groupId()), input.wanted(), client, run);
  }

  private DeleteGroupSenderLists() {}
}
