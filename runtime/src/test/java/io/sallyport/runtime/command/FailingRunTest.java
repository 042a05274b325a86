// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static io.sallyport.runtime.command.TestService.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.egress.TrackedInvocation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body does, one report comes out, and no secret with it. */
class FailingRunTest {

  /** An exception of a plugin's own whose methods throw. */
  private static final class Spiteful extends RuntimeException {
    private final transient Error thrown;

    Spiteful(Error thrown) {
      this.thrown = thrown;
    }

    @Override
    public String getMessage() {
      throw thrown;
    }
  }

  @Test
  void showsWhatACommandExceptionSays() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("error", "gone");
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              throw CommandException.of(410, "Gone: it is gone")
                  .withStep("Failed to read the current lists.")
                  .withSent(Sent.YES)
                  .withRawData(body)
                  .withDetail("Look elsewhere.");
            })) {
      Report report = acme.run();

      assertThat(report.error())
          .contains(
              new ErrorReport(
                  "Do It failed. Failed to read the current lists.",
                  410,
                  Sent.YES,
                  "Gone: it is gone",
                  List.of("Look elsewhere."),
                  Optional.empty()));
      assertThat(report.rawData()).isEqualTo(body);
      assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
      assertThat(report.started()).isTrue();
    }
  }

  @Test
  void keepsTheItemsAndLinesThatCameBeforeTheException() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.log("one is done");
              run.item(Item.done("Items", "a", "added"));
              throw CommandException.of(503, "Service Unavailable");
            })) {
      Report report = acme.run();

      assertThat(report.items()).extracting(Item::item).containsExactly("a");
      assertThat(report.log()).containsExactly("one is done");
      assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
    }
  }

  @Test
  void anInvalidInputAfterARequestDoesNotClaimThatNothingWasSent() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              ((TrackedInvocation) run).sent(Sent.YES);
              throw InvalidInputException.of("Group ID", "be digits only");
            })) {
      ErrorReport error = acme.run().error().orElseThrow();

      assertThat(error.statusCode()).isEqualTo(400);
      assertThat(error.sent()).isEqualTo(Sent.YES);
    }
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("inner"),
        new IOException("inner"),
        new InterruptedException("inner"),
        new AssertionError("inner"),
        new NoClassDefFoundError("com/example/Missing"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anythingElseIsAFaultOfThePluginThatTellsOnlyItsKind(Throwable fault) {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              if (fault instanceof Error error) {
                throw error;
              }
              throw (Exception) fault;
            })) {
      Report report = acme.run();

      ErrorReport error = report.error().orElseThrow();
      assertThat(error.statusCode()).isEqualTo(500);
      assertThat(error.message())
          .isEqualTo(
              "Internal Server Error: the plugin failed unexpectedly ("
                  + fault.getClass().getSimpleName()
                  + ").");
      assertThat(error.details())
          .containsExactly(
              "The log has the trace under " + report.invocation() + "; --verbose shows it.");
    }
  }

  @Test
  void anEndlessRecursionEndsOnlyItsOwnRun() {
    try (TestService acme = TestService.of((session, run) -> recurse(0))) {
      assertThat(acme.run().error().orElseThrow().message()).contains("(StackOverflowError)");
      assertThat(acme.run().error().orElseThrow().message()).contains("(StackOverflowError)");
    }
  }

  @SuppressWarnings("InfiniteRecursion") // Which is the point.
  private static CommandResult recurse(int depth) {
    CommandResult result = recurse(depth + 1);
    return depth < 0 ? CommandResult.builder().build() : result;
  }

  static Stream<Error> spite() {
    return Stream.of(new StackOverflowError(), new AssertionError("spite"));
  }

  @ParameterizedTest
  @MethodSource("spite")
  void anExceptionWhoseOwnMethodsThrowIsAFaultOfThePlugin(Error thrown) {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              throw new Spiteful(thrown);
            })) {
      assertThat(acme.run().error().orElseThrow().message()).contains("(Spiteful)");
    }
  }

  @Test
  void aNullResultIsAFaultOfThePlugin() {
    try (TestService acme = TestService.of((session, run) -> nothing())) {
      assertThat(acme.run().error().orElseThrow().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aNullStageIsAFaultOfThePlugin() {
    try (TestService acme = TestService.async((input, session, run) -> nothing())) {
      assertThat(acme.run().error().orElseThrow().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aStageThatCompletesWithNullIsAFaultOfThePlugin() {
    try (TestService acme =
        TestService.async((input, session, run) -> CompletableFuture.completedFuture(nothing()))) {
      assertThat(acme.run().error().orElseThrow().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aNullLineIsAFaultOfThePlugin() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              run.log(nothing());
              return CommandResult.builder().build();
            })) {
      assertThat(acme.run().error().orElseThrow().message()).contains("(NullPointerException)");
    }
  }

  @Test
  void aStageThatFailsSaysWhatItsCauseSays() {
    try (TestService acme =
        TestService.async(
            (input, session, run) ->
                CompletableFuture.supplyAsync(
                    () -> {
                      throw CommandException.of(404, "Not Found: no such group");
                    }))) {
      ErrorReport error = acme.run().error().orElseThrow();

      assertThat(error.statusCode()).isEqualTo(404);
      assertThat(error.message()).isEqualTo("Not Found: no such group");
    }
  }

  @Test
  void anAnswerThatCannotBeWalkedThroughIsAFaultOfThePlugin() {
    ObjectNode endless = JsonNodeFactory.instance.objectNode();
    endless.set("again", endless);
    try (TestService acme =
        TestService.of((session, run) -> CommandResult.builder().rawData(endless).build())) {
      Report report = acme.run();

      assertThat(report.error().orElseThrow().message())
          .isEqualTo("Internal Server Error: the plugin gave an answer that cannot be read.");
      assertThat(report.rawData()).isEmpty();
    }
  }

  @Test
  void aLogThatIsTooLongEndsInALineThatSaysSo() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              for (int line = 0; line < 5_000; line++) {
                run.log("line " + line);
              }
              return CommandResult.builder().build();
            })) {
      assertThat(acme.run().log()).hasSize(1_001).endsWith("Further lines are left out.");
    }
  }

  @Test
  void noFieldOfASuccessfulReportHoldsASecret() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              String secret = session.password().reveal();
              run.log("log " + secret);
              run.warn("warning " + secret);
              run.item(Item.done("input " + secret, "done " + secret, "code " + secret));
              run.item(Item.skipped("input", "skipped " + secret, "code", "why " + secret));
              run.item(Item.refused("input", "refused " + secret, "code", 409, "why " + secret));
              run.item(Item.unknown("input", "unknown " + secret, "code", 504, "why " + secret));
              ObjectNode json = JsonNodeFactory.instance.objectNode();
              json.putArray("list").add(secret).addObject().put(secret, "name " + secret);
              return CommandResult.builder()
                  .result(Table.of("column " + secret).row("cell " + secret).row((Object) null))
                  .rawData(json)
                  .contextData(json)
                  .keyField("Key", "value " + secret)
                  .keyField("Keys", List.of(secret))
                  .build();
            })) {
      Report report = acme.run();

      assertThat(report.returnData()).isEqualTo(ReturnData.PARTIALLY_SUCCESSFUL);
      Table table = report.result().orElseThrow();
      assertThat(table.columns()).containsExactly("column ******");
      assertThat(table.rows().toString()).isEqualTo("[[Optional[cell ******]], [Optional.empty]]");
      assertThat(report.log()).containsExactly("log ******");
      assertThat(everything(report)).doesNotContain(CANARY).contains("Keys");
    }
  }

  @Test
  void noFieldOfAFailedReportHoldsASecret() {
    try (TestService acme =
        TestService.of(
            (session, run) -> {
              String secret = session.password().reveal();
              throw CommandException.of(401, "Unauthorized: " + secret)
                  .withStep("Failed with " + secret + ".")
                  .withRawData(JsonNodeFactory.instance.textNode("raw " + secret))
                  .withDetail("detail " + secret);
            })) {
      Report report = acme.run();

      assertThat(everything(report)).doesNotContain(CANARY);
      assertThat(report.error().orElseThrow().message()).isEqualTo("Unauthorized: ******");
    }
  }

  @Test
  void aSecretTypedAsTheNameOfACommandIsMasked() {
    try (TestService acme = TestService.of((session, run) -> learn(session))) {
      acme.run();

      assertThat(everything(acme.run(CANARY, "acme"))).doesNotContain(CANARY);
      assertThat(everything(acme.run("Do It", CANARY))).doesNotContain(CANARY);
    }
  }

  private static CommandResult learn(TestService.Live session) {
    assertThat(session.password().reveal()).isEqualTo(CANARY);
    return CommandResult.builder().build();
  }

  private static String everything(Report report) {
    StringBuilder all = new StringBuilder(report.toString());
    report.result().ifPresent(table -> all.append(table.columns()).append(table.rows()));
    report
        .items()
        .forEach(
            item ->
                all.append(item.input())
                    .append(item.item())
                    .append(item.code())
                    .append(item.message()));
    return all.toString();
  }

  /** What a plugin without null checks may give, of whatever type is asked for. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
