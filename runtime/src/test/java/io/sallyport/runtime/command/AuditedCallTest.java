// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static io.sallyport.runtime.command.TestService.COMMAND;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.audit.AuditEntry;
import io.sallyport.runtime.audit.AuditEntry.Decision;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call leaves in the audit trail, and what happens when it cannot. */
class AuditedCallTest {

  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger entriesWhenRun = new AtomicInteger();

  private final TestService acme =
      TestService.of(
          (session, run) -> {
            runs.incrementAndGet();
            entriesWhenRun.set(trail().entries().size());
            return CommandResult.builder().build();
          });

  private RecordedTrail trail() {
    return acme.trail();
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void theDecisionIsWrittenBeforeTheRunAndTheEndAfterIt() {
    Report report = acme.run("do-it", "acme");

    assertThat(entriesWhenRun).hasValue(1);
    assertThat(trail().entries()).hasSize(2);
    AuditEntry decision = trail().entries().get(0);
    assertThat(decision.invocation()).isEqualTo(report.invocation());
    assertThat(decision.account()).isEqualTo(System.getProperty("user.name"));
    assertThat(decision.door()).isEqualTo("command line");
    assertThat(decision.connection()).isEqualTo("acme");
    assertThat(decision.integration()).contains("acme");
    assertThat(decision.command()).isEqualTo(COMMAND);
    assertThat(decision.effect()).contains("READ");
    assertThat(decision.revision()).isEqualTo("revision-1");
    assertThat(decision.decision()).isEqualTo(Decision.ALLOWED);
    assertThat(decision.ending()).isEmpty();
    AuditEntry.Ending ending = trail().entries().get(1).ending().orElseThrow();
    assertThat(ending.outcome()).isEqualTo("Successful");
    assertThat(ending.status()).isEmpty();
    assertThat(ending.sent()).isEqualTo("no");
  }

  @Test
  void namesTheInputsAndNeverTheirValues() {
    acme.runWith("Group ID", "a-value");

    AuditEntry end = trail().entries().get(1);
    assertThat(end.inputs()).containsExactly("Group ID");
    assertThat(end.toString()).doesNotContain("a-value");
    assertThat(end.ending().orElseThrow().status()).isEqualTo(OptionalInt.of(400));
  }

  @Test
  void aDeniedCallIsWrittenWithTheRule() {
    acme.run(COMMAND, "acme-old");

    assertThat(trail().entries()).hasSize(2);
    assertThat(trail().entries().get(0).decision()).isEqualTo(Decision.DENIED);
    assertThat(trail().entries().get(0).rule()).startsWith("The connection acme-old is inactive. ");
    assertThat(trail().entries().get(1).ending().orElseThrow().status())
        .isEqualTo(OptionalInt.of(403));
  }

  @Test
  void aCallOfWhatIsUnknownIsWrittenAsTyped() {
    acme.run(COMMAND, "acne");
    acme.run("dot it", "acme");

    assertThat(trail().entries()).hasSize(4);
    AuditEntry connection = trail().entries().get(0);
    assertThat(connection.decision()).isEqualTo(Decision.REFUSED);
    assertThat(connection.connection()).isEqualTo("acne");
    assertThat(connection.integration()).isEmpty();
    assertThat(connection.rule()).isEqualTo("The connection acne is unknown.");
    AuditEntry command = trail().entries().get(2);
    assertThat(command.command()).isEqualTo("dot it");
    assertThat(command.effect()).isEmpty();
  }

  @Test
  void aCallWhoseInputCannotBeReadIsWrittenWithoutIt() {
    Report report =
        acme.service()
            .refuse(
                new CommandCall(
                    Caller.operatingSystemUser(),
                    COMMAND,
                    "acme",
                    Mapping.empty(Place.of("input")),
                    Optional.empty()),
                Finding.INPUT_UNREADABLE.failure(Map.of("problem", "a-value is no JSON.")));

    assertThat(report.error().orElseThrow().statusCode()).isEqualTo(400);
    assertThat(trail().entries()).hasSize(2);
    assertThat(trail().entries().toString()).doesNotContain("a-value");
  }

  @Test
  void nothingRunsWhenTheDecisionCannotBeWritten() {
    trail().roomFor(0);

    for (String connection : List.of("acme", "acme-old", "acne")) {
      Report report = acme.run(COMMAND, connection);

      assertThat(report.started()).isFalse();
      assertThat(report.error().orElseThrow())
          .returns(503, ErrorReport::statusCode)
          .returns(Sent.NO, ErrorReport::sent)
          .returns(
              "Service Unavailable: the audit file audit.jsonl cannot be written: it is full, so nothing was done.",
              ErrorReport::message);
    }
    assertThat(runs).hasValue(0);

    trail().roomFor(2);
    assertThat(acme.run().returnData()).isEqualTo(ReturnData.SUCCESSFUL);
  }

  @Test
  void aRunWhoseEndCannotBeWrittenSaysSo() {
    trail().roomFor(1);

    Report report = acme.run();

    assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(report.warnings())
        .containsExactly("The end of this run is not in the audit file, which cannot be written.");
    assertThat(runs).hasValue(1);
  }
}
