// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Table;
import java.util.List;

/** How sender lists look in an answer, whether they were read or changed. */
final class SenderListsResult {

  static CommandResult of(Scope scope, SenderLists lists, JsonNode rawData) {
    List<String> safe = lists.items(SenderList.SAFE);
    List<String> blocked = lists.items(SenderList.BLOCKED);
    CommandResult.Builder result =
        CommandResult.builder()
            .result(
                Table.of(SenderList.SAFE.displayName(), SenderList.BLOCKED.displayName())
                    .columns(safe, blocked))
            .rawData(rawData);
    scope.groupId().ifPresent(id -> result.keyField("GroupID", id));
    return result.keyField("SafeListItems", safe).keyField("BlockedListItems", blocked).build();
  }

  private SenderListsResult() {}
}
