// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {

  private static final Item DONE = Item.done("Safe List Items", "a@b.example", "added");
  private static final Item SKIPPED =
      Item.skipped("Safe List Items", "s@b.example", "not-found", "not on the list");
  private static final Item REFUSED =
      Item.refused(
          "Safe List Items", "x@y.example", "already-there", 409, "already on the safe list");
  private static final Item UNKNOWN =
      Item.unknown("Safe List Items", "u@y.example", "unknown", 504, "no answer came");

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(List.of(), ReturnData.SUCCESSFUL),
        Arguments.of(List.of(DONE), ReturnData.SUCCESSFUL),
        Arguments.of(List.of(SKIPPED), ReturnData.SUCCESSFUL),
        Arguments.of(List.of(DONE, SKIPPED), ReturnData.SUCCESSFUL),
        Arguments.of(List.of(REFUSED), ReturnData.FAILED),
        Arguments.of(List.of(UNKNOWN), ReturnData.FAILED),
        Arguments.of(List.of(SKIPPED, REFUSED), ReturnData.FAILED),
        Arguments.of(List.of(SKIPPED, UNKNOWN), ReturnData.FAILED),
        Arguments.of(List.of(REFUSED, UNKNOWN), ReturnData.FAILED),
        Arguments.of(List.of(REFUSED, DONE), ReturnData.PARTIALLY_SUCCESSFUL),
        Arguments.of(List.of(DONE, UNKNOWN), ReturnData.PARTIALLY_SUCCESSFUL),
        Arguments.of(List.of(DONE, SKIPPED, REFUSED, UNKNOWN), ReturnData.PARTIALLY_SUCCESSFUL));
  }

  @ParameterizedTest
  @MethodSource("table")
  void returnDataFollowsFromTheItems(List<Item> items, ReturnData expected) {
    Outcome outcome = of(items);

    assertThat(outcome.returnData()).isEqualTo(expected);
    assertThat(outcome.error().isEmpty()).isEqualTo(expected == ReturnData.SUCCESSFUL);
  }

  @Test
  void theErrorNamesTheItemAndItsReason() {
    ErrorReport error = of(List.of(DONE, REFUSED)).error().orElseThrow();

    assertThat(error.failureIndicator()).isEqualTo("Add failed.");
    assertThat(error.statusCode()).isEqualTo(409);
    assertThat(error.message()).isEqualTo("Conflict: x@y.example - already on the safe list");
    assertThat(error.sent()).isEqualTo(Sent.YES);
  }

  @Test
  void anUnknownItemOutweighsARefusedOne() {
    ErrorReport error = of(List.of(REFUSED, UNKNOWN)).error().orElseThrow();

    assertThat(error.statusCode()).isEqualTo(504);
    assertThat(error.sent()).isEqualTo(Sent.UNKNOWN);
    assertThat(error.message())
        .isEqualTo(
            "Gateway Timeout: x@y.example - already on the safe list, u@y.example - no answer came");
  }

  @Test
  void theFirstOfSeveralRefusalsGivesTheStatus() {
    Item unprocessable =
        Item.refused("Safe List Items", "z", "invalid", 422, "neither an address nor a domain");

    assertThat(of(List.of(unprocessable, REFUSED)).error().orElseThrow().statusCode())
        .isEqualTo(422);
  }

  @Test
  void namesTwentyItemsAndCountsTheOthers() {
    List<Item> refused =
        IntStream.rangeClosed(1, 23)
            .mapToObj(
                number ->
                    Item.refused(
                        "Safe List Items", number + "@y.example", "already-there", 409, "there"))
            .toList();

    String message = of(refused).error().orElseThrow().message();

    assertThat(message)
        .startsWith("Conflict: 1@y.example - there, 2@y.example - there, ")
        .endsWith(", 20@y.example - there, and 3 more");
  }

  @Test
  void aRunWhoseItemsAreAllRefusedShowsNoResult() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.item(REFUSED);
              return CommandResult.builder().keyField("SafeListItems", List.of("x")).build();
            })) {
      Report report = acme.run();

      assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
      assertThat(report.keyFields()).isEmpty();
      assertThat(report.items()).hasSize(1);
    }
  }

  @Test
  void aRunThatDidSomeShowsWhatItDid() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.item(DONE);
              run.item(REFUSED);
              return CommandResult.builder()
                  .keyField("SafeListItems", List.of("a@b.example"))
                  .build();
            })) {
      Report report = acme.run();

      assertThat(report.returnData()).isEqualTo(ReturnData.PARTIALLY_SUCCESSFUL);
      assertThat(report.error().orElseThrow().failureIndicator()).isEqualTo("Do It failed.");
      assertThat(report.keyFields().toString()).isEqualTo("{\"SafeListItems\":[\"a@b.example\"]}");
    }
  }

  private static Outcome of(List<Item> items) {
    return Outcome.of(
        "Add failed.", new Run.Account(true, List.of(), List.of(), items, List.of(), Sent.YES));
  }
}
