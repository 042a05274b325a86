// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static io.sallyport.runtime.command.TestService.COMMAND;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.plugin.Command;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.Effect;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Param;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a call to the decision whether it is run at all, and to the report of a run that works. */
class FrontDoorTest {

  /** An input with a pattern, and with a rule of its own. */
  record Group(
      @Param(
              name = "Group ID",
              description = "Its number.",
              pattern = "[0-9]+",
              expected = "digits only")
          String groupId) {

    Group {
      if (groupId.equals("0")) {
        throw InvalidInputException.of("Group ID", "not be 0");
      }
      if (groupId.equals("13")) {
        throw new IllegalStateException("the author has not thought of 13");
      }
    }
  }

  private static final CommandResult NOTHING = CommandResult.builder().build();

  @Test
  void aRunThatEndsWellIsReportedWhole() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.log("one line");
              run.warn("one warning");
              return CommandResult.builder()
                  .result(Table.of("Name").row("x"))
                  .keyField("Names", List.of("x"))
                  .build();
            })) {
      Report report = acme.run("do-it", "acme");

      assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(report.command()).isEqualTo(COMMAND);
      assertThat(report.integration()).isEqualTo("acme");
      assertThat(report.connection()).isEqualTo("acme");
      assertThat(report.revision()).isEqualTo("revision-1");
      assertThat(report.started()).isTrue();
      assertThat(report.testConnection()).isFalse();
      assertThat(report.error()).isEmpty();
      assertThat(report.keyFields().toString()).isEqualTo("{\"Names\":[\"x\"]}");
      assertThat(report.result().orElseThrow().columns()).containsExactly("Name");
      assertThat(report.log()).containsExactly("one line");
      assertThat(report.warnings()).containsExactly("one warning");
    }
  }

  @Test
  void contextDataIsTheRawDataUnlessThePluginGivesItsOwn() {
    try (TestService acme =
        TestService.of(
            (session, run) ->
                CommandResult.builder()
                    .rawData(
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.textNode(
                            "raw"))
                    .build())) {
      assertThat(acme.run().contextData()).isEqualTo(acme.run().rawData());
    }
  }

  @Test
  void namesTheNearestConnectionWhenOneIsUnknown() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      Report report = acme.run(COMMAND, "acm");

      ErrorReport error = refusal(report, 404);
      assertThat(error.message()).isEqualTo("The connection acm is unknown.");
      assertThat(error.details()).containsExactly("Did you mean acme?");
      assertThat(error.failureIndicator()).isEqualTo("Do It failed.");
      assertThat(report.integration()).isEmpty();
    }
  }

  @Test
  void listsTheConnectionsWhenNoneIsNear() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      assertThat(refusal(acme.run(COMMAND, "zzzzzzzz"), 404).details())
          .containsExactly("Known connections: acme, acme-old, acme-unverified.");
    }
  }

  @Test
  void namesTheNearestCommandWhenOneIsUnknown() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      Report report = acme.run("Do Its", "acme");

      ErrorReport error = refusal(report, 404);
      assertThat(error.message()).isEqualTo("The command Do Its is unknown to Acme.");
      assertThat(error.details()).containsExactly("Did you mean Do It?");
      assertThat(report.integration()).isEqualTo("acme");
      assertThat(report.command()).isEqualTo("Do Its");
    }
  }

  @Test
  void listsTheCommandsWhenNoneIsNear() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      assertThat(refusal(acme.run("zzzzzzzz", "acme"), 404).details())
          .containsExactly("Known commands: Do It, Test Connection.");
    }
  }

  @Test
  void refusesAnInactiveConnection() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      assertThat(refusal(acme.run(COMMAND, "acme-old"), 403).message())
          .startsWith("The connection acme-old is inactive.");
    }
  }

  @Test
  void refusesAnUnknownUser() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      Report report =
          acme.service()
              .run(
                  new CommandCall(
                      Caller.operatingSystemUser().as(Optional.of("alice"), Optional.empty()),
                      COMMAND,
                      "acme",
                      Mapping.empty(Place.of("input")),
                      Optional.empty()));

      assertThat(refusal(report, 403).message())
          .isEqualTo("The user alice is unknown. None is declared in sallyport.yaml.");
    }
  }

  @Test
  void refusesAnInputThatDoesNotMatch() {
    try (TestService acme = TestService.with(ofGroup())) {
      ErrorReport error = refusal(acme.runWith("group_id", "x1"), 400);

      assertThat(error.message()).isEqualTo("The value for parameter (Group ID) is invalid.");
      assertThat(error.details()).hasSize(1);
      assertThat(error.details().get(0)).startsWith("Group ID: ").contains("digits only");
    }
  }

  @Test
  void refusesAMissingInput() {
    try (TestService acme = TestService.with(ofGroup())) {
      assertThat(refusal(acme.run(), 400).message())
          .isEqualTo("The parameter (Group ID) is required.");
    }
  }

  @Test
  void refusesAnUnknownInputTogetherWithTheMissingOne() {
    try (TestService acme = TestService.with(ofGroup())) {
      assertThat(refusal(acme.runWith("Group Idd", "1"), 400).message())
          .isEqualTo("The parameter (Group Idd) is unknown. The parameter (Group ID) is required.");
    }
  }

  @Test
  void refusesAnInputThatBreaksTheRecordsOwnRule() {
    try (TestService acme = TestService.with(ofGroup())) {
      ErrorReport error = refusal(acme.runWith("Group ID", "0"), 400);

      assertThat(error.message()).isEqualTo("The value for parameter (Group ID) is invalid.");
      assertThat(error.details()).containsExactly("Group ID: It must not be 0.");
    }
  }

  @Test
  void aFaultInTheInputsRecordIsTheFaultOfThePlugin() {
    try (TestService acme = TestService.with(ofGroup())) {
      assertThat(acme.runWith("Group ID", "13").error().orElseThrow().message())
          .isEqualTo(
              "Internal Server Error: the plugin failed unexpectedly (IllegalStateException).");
    }
  }

  @Test
  void passesTheInputToTheCommand() {
    try (TestService acme = TestService.with(ofGroup())) {
      assertThat(acme.runWith("GROUP-ID", "42").keyFields().toString())
          .isEqualTo("{\"GroupID\":\"42\"}");
    }
  }

  @Test
  void warnsWheneverTheProductMayShowAnyCertificate() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      assertThat(acme.run(COMMAND, "acme-unverified").warnings())
          .containsExactly(
              "tls.verify is false: whoever answers in the product's place gets this connection's credentials.");
      assertThat(acme.run(COMMAND, "acme").warnings()).isEmpty();
    }
  }

  @Test
  void testConnectionSaysThatTheConnectorFailed() {
    try (TestService acme =
        TestService.testing(
            run -> {
              throw CommandException.of(401, "Unauthorized: the password is wrong");
            })) {
      Report report = acme.run("test_connection", "acme");

      ErrorReport error = report.error().orElseThrow();
      assertThat(error.failureIndicator())
          .isEqualTo("Test Connection failed. Failed to check the connector.");
      assertThat(error.statusCode()).isEqualTo(401);
      assertThat(error.message()).isEqualTo("Unauthorized: the password is wrong");
      assertThat(report.testConnection()).isTrue();
    }
  }

  @Test
  void testConnectionThatReturnsIsSuccessful() {
    try (TestService acme = TestService.testing(run -> run.warn("the password is weak"))) {
      Report report = acme.run("Test Connection", "acme");

      assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
      assertThat(report.warnings()).containsExactly("the password is weak");
    }
  }

  @Test
  void aCallThatCannotBeMadeHasAReportAllTheSame() {
    try (TestService acme = TestService.of((session, run) -> NOTHING)) {
      Report report =
          acme.service()
              .refuse(
                  TestService.call(COMMAND, "acme"),
                  CommandException.of(400, "input.json does not exist."));

      assertThat(refusal(report, 400).message()).isEqualTo("input.json does not exist.");
      assertThat(report.revision()).isEqualTo("revision-1");
    }
  }

  @Test
  void aServiceThatIsClosedRefuses() {
    TestService acme = TestService.of((session, run) -> NOTHING);
    acme.close();

    assertThat(refusal(acme.run(), 503).message())
        .isEqualTo("Service Unavailable: this runtime is shutting down.");
  }

  private static Command<TestService.Live, Group> ofGroup() {
    return Command.of(
        Effect.READ,
        COMMAND,
        "It does it.",
        Group.class,
        (input, session, run) ->
            CommandResult.builder().keyField("GroupID", input.groupId()).build());
  }

  private static ErrorReport refusal(Report report, int status) {
    assertThat(report.started()).isFalse();
    assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
    ErrorReport error = report.error().orElseThrow();
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.sent()).isEqualTo(Sent.NO);
    return error;
  }
}
