// SPDX-License-Identifier: Apache-2.0
package io.sallyport.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The small values of the API: what they promise and what they refuse. */
class ValuesTest {

  private record Account(String user, Secret password) {}

  @Test
  void aSecretMasksItselfInARecord() {
    assertThat(new Account("ada", Secret.of("canary")))
        .hasToString("Account[user=ada, password=******]");
  }

  @Test
  void aSecretIsLiveThroughItsDerivations() {
    AtomicReference<String> current = new AtomicReference<>("first");
    Secret bearer = Secret.live(current::get).map(value -> "Bearer " + value);

    assertThat(bearer.reveal()).isEqualTo("Bearer first");
    current.set("second");
    assertThat(bearer.reveal()).isEqualTo("Bearer second");
  }

  @Test
  void aTableFillsShortColumnsWithGaps() {
    Table table =
        Table.of("Safe List Items", "Blocked List Items").columns(List.of("a", "b"), List.of("c"));

    assertThat(table.rows()).hasSize(2);
    assertThat(table.rows().get(1).get(0)).contains("b");
    assertThat(table.rows().get(1).get(1)).isEmpty();
    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
    assertThat(table.row("x", null).rows().get(2).get(1)).isEmpty();
  }

  @Test
  void aResultTakesKeyFieldsInPascalCaseOnly() {
    CommandResult.Builder result = CommandResult.builder();

    assertThat(
            result
                .keyField("GroupID", "1")
                .keyField("Items", List.of("a", 2, true))
                .build()
                .keyFields())
        .hasToString("{\"GroupID\":\"1\",\"Items\":[\"a\",2,true]}");
    assertThatThrownBy(() -> result.keyField("group_id", "1")).hasMessageContaining("PascalCase");
    assertThatThrownBy(() -> result.keyField("Group", new Object()))
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void anExceptionKeepsWhatItKnowsWhileItIsEnriched() {
    Exception cause = new IllegalStateException("inner");
    CommandException failure =
        CommandException.of(503, "Down")
            .withCause(cause)
            .withSent(Sent.NO)
            .withStep("Failed to read.")
            .withDetail("Try later.");

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.text()).isEqualTo("Down");
    assertThat(failure.sent()).contains(Sent.NO);
    assertThat(failure.step()).contains("Failed to read.");
    assertThat(failure.details()).containsExactly("Try later.");
    assertThat(failure).hasCause(cause);
  }

  @Test
  void wrongInputNamesEveryParameter() {
    InvalidInputException wrong =
        InvalidInputException.of("Group ID", "be digits only").and("Items", "not be blank");

    assertThat(wrong.expectations())
        .containsExactly(
            java.util.Map.entry("Group ID", "be digits only"),
            java.util.Map.entry("Items", "not be blank"));
  }

  @Test
  void anIntegrationsIdHasOneForm() {
    assertThat(IntegrationInfo.of("proofpoint-essentials", "Proofpoint Essentials").id())
        .isEqualTo("proofpoint-essentials");
    assertThatThrownBy(() -> IntegrationInfo.of("Proofpoint", "x"))
        .hasMessageContaining("lower-case words joined by hyphens");
    assertThatThrownBy(() -> IntegrationInfo.of("ok", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
