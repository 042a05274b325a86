// SPDX-License-Identifier: Apache-2.0
package io.sallyport.proofpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.plugin.InvalidInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedItemsTest {

  @Test
  void trimsAndDropsDuplicatesWithoutRegardToCase() {
    SenderLists wanted =
        WantedItems.of(
            Change.ADD,
            Acme.items(" b@x.example\n", "A@x.example", "a@X.example", "B@x.example"),
            Optional.empty());

    assertThat(wanted.items(SenderList.SAFE)).containsExactly("b@x.example", "A@x.example");
  }

  @Test
  void takesNothingAndAnEmptyListForTheSame() {
    assertThat(WantedItems.of(Change.ADD, Optional.empty(), Optional.of(List.of())).isEmpty())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "a@x.example,b@x.example",
        "a@x.example;b@x.example",
        "a@x.example\nb@x.example",
        "a@x.example\tb@x.example",
        "a@x.example\u0000",
        "a@x.example\u200b"
      })
  void refusesWhatIsNotOneItem(String item) {
    InvalidInputException refusal =
        refusalOf(Change.ADD, Acme.items("good@x.example", item), Optional.empty());

    assertThat(refusal.expectations()).containsOnlyKeys("Safe List Items");
    assertThat(refusal).hasMessageContaining("item 2");
  }

  @Test
  void refusesAnItemForBothLists() {
    InvalidInputException refusal =
        refusalOf(Change.DELETE, Acme.items("a@x.example"), Acme.items("A@x.example"));

    assertThat(refusal.expectations()).containsOnlyKeys("Blocked List Items to Delete");
    assertThat(refusal)
        .hasMessageContaining("Safe List Items to Delete")
        .hasMessageContaining("A@x.example");
  }

  @Test
  void reportsBothParametersAtOnce() {
    InvalidInputException refusal = refusalOf(Change.DELETE, Acme.items(""), Acme.items("a,b"));

    assertThat(refusal.expectations())
        .containsOnlyKeys("Safe List Items to Delete", "Blocked List Items to Delete");
  }

  @Test
  void isAskedByTheInputsOfAllFourCommands() {
    Optional<List<String>> blank = Acme.items(" ");

    assertThat(
            List.<Runnable>of(
                () -> new AddGroupSenderLists.Input("1", blank, Optional.empty()),
                () -> new AddOrganizationSenderLists.Input(blank, Optional.empty()),
                () -> new DeleteGroupSenderLists.Input("1", blank, Optional.empty()),
                () -> new DeleteOrganizationSenderLists.Input(blank, Optional.empty())))
        .extracting(call -> catchThrowableOfType(InvalidInputException.class, call::run))
        .doesNotContainNull();
  }

  private static InvalidInputException refusalOf(
      Change change, Optional<List<String>> safe, Optional<List<String>> blocked) {
    return catchThrowableOfType(
        InvalidInputException.class, () -> WantedItems.of(change, safe, blocked));
  }
}
