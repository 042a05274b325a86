// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.HttpStatus;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the items of a run that ended without an exception say of it as a whole. The status is
 * derived here and nowhere else.
 *
 * @param error present unless Successful
 */
record Outcome(ReturnData returnData, Optional<ErrorReport> error) {

  /** A message names this many items; the rest are in {@code items} anyway. */
  private static final int MOST_NAMED = 20;

  static Outcome of(String failureIndicator, Run.Account account) {
    List<Item> bad =
        account.items().stream()
            .filter(
                item ->
                    item.outcome() == Item.Outcome.REFUSED
                        || item.outcome() == Item.Outcome.UNKNOWN)
            .toList();
    if (bad.isEmpty()) {
      return new Outcome(ReturnData.SUCCESSFUL, Optional.empty());
    }
    boolean somethingDone =
        account.items().stream().anyMatch(item -> item.outcome() == Item.Outcome.DONE);
    ReturnData returnData = somethingDone ? ReturnData.PARTIALLY_SUCCESSFUL : ReturnData.FAILED;
    int status = gravest(bad);
    return new Outcome(
        returnData,
        Optional.of(
            new ErrorReport(
                failureIndicator,
                status,
                sent(bad, account),
                message(status, bad),
                List.of(),
                Optional.empty())));
  }

  /**
   * An unknown outcome outweighs a refusal; among equals the first counts, as it explains those
   * that follow.
   */
  private static int gravest(List<Item> bad) {
    return bad.stream()
        .filter(item -> item.outcome() == Item.Outcome.UNKNOWN)
        .findFirst()
        .orElse(bad.get(0))
        .status()
        .orElseThrow();
  }

  private static Sent sent(List<Item> bad, Run.Account account) {
    return bad.stream().anyMatch(item -> item.outcome() == Item.Outcome.UNKNOWN)
        ? Sent.UNKNOWN
        : account.sent();
  }

  private static String message(int status, List<Item> bad) {
    List<String> named =
        bad.stream()
            .limit(MOST_NAMED)
            .map(item -> item.item() + " - " + item.message().orElse(item.code()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (bad.size() > MOST_NAMED) {
      named.add("and " + (bad.size() - MOST_NAMED) + " more");
    }
    return HttpStatus.reasonPhrase(status) + ": " + String.join(", ", named);
  }
}
