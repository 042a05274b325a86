// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import io.sallyport.plugin.ApiResponse;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Invocation;
import io.sallyport.plugin.Param;

/** Reads the safe list and the blocked list of a group. */
final class GetGroupSenderLists {

  record Input(
      @Param(
              name = "Group ID",
              description = InputTexts.GROUP_ID,
              example = "12345",
              pattern = InputTexts.DIGITS,
              expected = InputTexts.GROUP_NUMBER)
          String groupId) {}

  static CommandResult run(Input input, ProofpointClient client, Invocation run) {
    Scope group = Scope.group(input.groupId());
    ApiResponse answer = client.readSenderLists(group, run);
    return SenderListsResult.of(group, SenderLists.from(answer), answer.json());
  }

  private GetGroupSenderLists() {}
}
