// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.plugin.InvalidInputException;
import io.sallyport.plugin.Item;
import io.sallyport.plugin.Sent;
import io.sallyport.plugin.Table;
import io.sallyport.runtime.TinyConfiguration;
import io.sallyport.runtime.TinyIntegration;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.egress.Egress;
import io.sallyport.runtime.secret.Redactor;
import io.sallyport.runtime.tree.Mapping;
import io.sallyport.runtime.tree.Place;
import io.sallyport.runtime.tree.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class CommandServiceTest {

  private static final CommandResult DONE =
      CommandResult.builder().keyField("ItemID", "1").result(Table.of("Item").row("1")).build();
  private static final String CANARY = "canary-password";

  @TempDir Path folder;

  private final Redactor redactor = new Redactor();

  @Test
  void runsACommandUnderAnySpelling() {
    Report report = run((input, session, run) -> DONE, "DO-IT");

    assertThat(report.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(report.command()).isEqualTo("Do It");
    assertThat(report.integration()).isEqualTo("tiny");
    assertThat(report.started()).isTrue();
    assertThat(report.error()).isEmpty();
    assertThat(report.keyFields()).hasToString("{\"ItemID\":\"1\"}");
  }

  @Test
  void refusesWhatItDoesNotKnowWithTheNearestName() {
    Report command = run((input, session, run) -> DONE, "Do Its");
    Report connection =
        service((input, session, run) -> DONE, TinyConfiguration.ONE)
            .run(call("Do It", "onee", Optional.empty()));

    assertThat(command.started()).isFalse();
    assertThat(error(command).statusCode()).isEqualTo(404);
    assertThat(error(command).failureIndicator()).isEqualTo("Do Its failed.");
    assertThat(error(command).details()).containsExactly("Did you mean Do It?");
    assertThat(error(connection).message()).isEqualTo("The connection onee is unknown.");
    assertThat(error(connection).details()).containsExactly("Did you mean one?");
    assertThat(error(connection).sent()).isEqualTo(Sent.NO);
  }

  @Test
  void refusesAnInactiveConnection() {
    Report report =
        service((input, session, run) -> DONE, TinyConfiguration.ONE + "    active: false\n")
            .run(call("Do It", "one", Optional.empty()));

    assertThat(error(report).statusCode()).isEqualTo(403);
    assertThat(error(report).message()).startsWith("The connection one is inactive.");
    assertThat(report.started()).isFalse();
  }

  @Test
  void refusesInputBeforeThePluginSeesIt() {
    Mapping input = Mapping.builder(Place.of("input")).build();
    Mapping.Builder wrong = Mapping.builder(Place.of("input"));
    wrong.add("Item ID", Place.of("input"), new Scalar(Place.of("input"), Scalar.Kind.TEXT, "abc"));
    assertThat(input.entries()).isEmpty();

    Report report =
        service(
                (given, session, run) -> {
                  throw new AssertionError("the plugin was called");
                },
                TinyConfiguration.ONE)
            .run(
                new CommandCall(
                    Caller.operatingSystemUser(), "Do It", "one", wrong.build(), Optional.empty()));

    assertThat(error(report).statusCode()).isEqualTo(400);
    assertThat(error(report).message()).isEqualTo("The value for parameter (Item ID) is invalid.");
    assertThat(error(report).details()).containsExactly("Item ID: It must be digits only.");
  }

  static Stream<Arguments> items() {
    Item done = Item.done("Items", "a", "added");
    Item skipped = Item.skipped("Items", "b", "not-found", "not on the safe list");
    Item refused = TinyIntegration.refused("x@y.example");
    Item unknown = Item.unknown("Items", "u", "unknown", 504, "no answer came");
    return Stream.of(
        Arguments.of(List.of(), ReturnData.SUCCESSFUL, 0, ""),
        Arguments.of(List.of(done, skipped), ReturnData.SUCCESSFUL, 0, ""),
        Arguments.of(List.of(skipped), ReturnData.SUCCESSFUL, 0, ""),
        Arguments.of(
            List.of(done, refused),
            ReturnData.PARTIALLY_SUCCESSFUL,
            409,
            "Conflict: x@y.example - already on the safe list"),
        Arguments.of(
            List.of(refused),
            ReturnData.FAILED,
            409,
            "Conflict: x@y.example - already on the safe list"),
        Arguments.of(
            List.of(skipped, refused),
            ReturnData.FAILED,
            409,
            "Conflict: x@y.example - already on the safe list"),
        Arguments.of(
            List.of(done, refused, unknown),
            ReturnData.PARTIALLY_SUCCESSFUL,
            504,
            "Gateway Timeout: x@y.example - already on the safe list, u - no answer came"),
        Arguments.of(
            List.of(unknown), ReturnData.FAILED, 504, "Gateway Timeout: u - no answer came"));
  }

  @ParameterizedTest
  @MethodSource("items")
  void derivesTheStatusFromTheItems(
      List<Item> items, ReturnData expected, int status, String message) {
    Report report =
        run(
            (input, session, run) -> {
              items.forEach(run::item);
              return DONE;
            },
            "Do It");

    assertThat(report.returnData()).isEqualTo(expected);
    assertThat(report.items()).hasSameSizeAs(items);
    assertThat(report.error().map(ErrorReport::statusCode).orElse(0)).isEqualTo(status);
    assertThat(report.error().map(ErrorReport::message).orElse("")).isEqualTo(message);
    assertThat(report.keyFields().isEmpty()).isEqualTo(expected == ReturnData.FAILED);
  }

  @Test
  void namesTwentyItemsAndCountsTheRest() {
    Report report =
        run(
            (input, session, run) -> {
              IntStream.range(0, 25)
                  .forEach(index -> run.item(TinyIntegration.refused("i" + index)));
              return DONE;
            },
            "Do It");

    assertThat(error(report).message())
        .contains("i19 - already")
        .doesNotContain("i20 -")
        .endsWith(", and 5 more");
    assertThat(report.items()).hasSize(25);
  }

  static Stream<Arguments> throwables() {
    return Stream.of(
        Arguments.of(CommandException.of(409, "Conflict"), 409, "Conflict"),
        Arguments.of(
            InvalidInputException.of("Item ID", "be even"),
            400,
            "The value for parameter (Item ID) must be even."),
        Arguments.of(
            new IllegalStateException("boom"),
            500,
            "Internal Server Error: the plugin failed unexpectedly (IllegalStateException)."),
        Arguments.of(
            new StackOverflowError(),
            500,
            "Internal Server Error: the plugin failed unexpectedly (StackOverflowError)."),
        Arguments.of(
            new NoClassDefFoundError("com/acme/Gone"),
            500,
            "Internal Server Error: the plugin failed unexpectedly (NoClassDefFoundError)."),
        Arguments.of(
            new HostileException(),
            500,
            "Internal Server Error: the plugin failed unexpectedly (HostileException)."));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void turnsWhateverThePluginThrowsIntoAReport(Throwable thrown, int status, String message) {
    Report blocking =
        run(
            (input, session, run) -> {
              run.item(Item.done("Items", "a", "added"));
              throw CommandServiceTest.<RuntimeException>sneaky(thrown);
            },
            "Do It");
    Report later =
        service(
                (input, session, run) -> DONE,
                (input, session, run) -> CompletableFuture.failedFuture(thrown),
                TinyConfiguration.ONE)
            .run(call("Do It Later", "one", Optional.empty()));

    for (Report report : List.of(blocking, later)) {
      assertThat(report.returnData()).isEqualTo(ReturnData.FAILED);
      assertThat(error(report).statusCode()).isEqualTo(status);
      assertThat(error(report).message()).isEqualTo(message);
    }
    assertThat(blocking.items()).hasSize(1);
  }

  @Test
  void keepsWhatAFailureKnows() {
    Report report =
        run(
            (input, session, run) -> {
              throw CommandException.of(503, "Nothing was changed.")
                  .withStep("Failed to read the current sender lists.")
                  .withSent(Sent.NO)
                  .withRawData(JsonNodeFactory.instance.objectNode().put("a", 1))
                  .withDetail("Try later.");
            },
            "Do It");

    assertThat(error(report).failureIndicator())
        .isEqualTo("Do It failed. Failed to read the current sender lists.");
    assertThat(error(report).sent()).isEqualTo(Sent.NO);
    assertThat(error(report).details()).containsExactly("Try later.");
    assertThat(report.rawData()).hasToString("{\"a\":1}");
  }

  @Test
  @SuppressWarnings("NullAway") // What a plugin without the checker may do.
  void reportsAPluginThatGivesNothing() {
    assertThat(error(run((input, session, run) -> null, "Do It")).statusCode()).isEqualTo(500);
  }

  @Test
  void testConnectionSaysSoInItsOwnWords() {
    Report passed = run((input, session, run) -> DONE, "test connection");
    Report failed =
        service(
                (input, session, run) -> DONE,
                TinyConfiguration.ONE.replace("password:", "region: down, password:"))
            .run(call("Test Connection", "one", Optional.empty()));

    assertThat(passed.returnData()).isEqualTo(ReturnData.SUCCESSFUL);
    assertThat(passed.testConnection()).isTrue();
    assertThat(error(failed).failureIndicator())
        .isEqualTo("Test Connection failed. Failed to check the connector.");
  }

  @Test
  void endsABodyThatWaitsAtTheDeadlineAndKeepsItsAccount() {
    CountDownLatch never = new CountDownLatch(1);
    Report report =
        run(
            (input, session, run) -> {
              run.item(Item.done("Items", "a", "added"));
              run.log("begun");
              never.await();
              return DONE;
            },
            Duration.ofMillis(200));

    assertThat(error(report).statusCode()).isEqualTo(504);
    assertThat(error(report).message())
        .isEqualTo("Gateway Timeout: the command did not end within 200 ms.");
    assertThat(report.items()).hasSize(1);
    assertThat(report.log()).containsExactly("begun");
    assertThat(report.duration()).isLessThan(Duration.ofMillis(1_200));
  }

  @Test
  void leavesABodyBehindThatDoesNotListenAndTakesNothingMoreFromIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Report report =
        run(
            (input, session, run) -> {
              boolean waiting = true;
              while (waiting) {
                try {
                  waiting = !release.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException ignored) {
                  assertThat(run.isCancelled()).isTrue();
                }
              }
              run.warn("too late");
              ended.countDown();
              return DONE;
            },
            Duration.ofMillis(100));

    assertThat(error(report).statusCode()).isEqualTo(504);
    release.countDown();
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void givesUpAnAsynchronousBodyThatNeverCompletes() {
    Report report =
        service(
                (input, session, run) -> DONE,
                (input, session, run) -> new CompletableFuture<>(),
                TinyConfiguration.ONE)
            .run(call("Do It Later", "one", Optional.of(Duration.ofMillis(100))));

    assertThat(error(report).statusCode()).isEqualTo(504);
  }

  @Test
  void isCancelledByInterruptingTheCaller() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Report> report = new CompletableFuture<>();
    CommandService service =
        service(
            (input, session, run) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return DONE;
            },
            TinyConfiguration.ONE);
    Thread caller =
        new Thread(() -> report.complete(service.run(call("Do It", "one", Optional.empty()))));
    caller.start();
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(error(report.get(5, TimeUnit.SECONDS)).statusCode()).isEqualTo(499);
  }

  @Test
  void masksEveryTextLastOfAll() {
    Report report =
        run(
            (input, session, run) -> {
              String secret = session.connection.password().reveal();
              run.log("log " + secret);
              run.warn("warn " + secret);
              run.item(Item.refused("Items", secret, "refused", 409, "because " + secret));
              return CommandResult.builder()
                  .rawData(JsonNodeFactory.instance.objectNode().put(secret, secret))
                  .keyField("Key", secret)
                  .result(Table.of("A").row(secret))
                  .build();
            },
            "Do It");
    Report failed =
        run(
            (input, session, run) -> {
              throw CommandException.of(500, "message " + session.connection.password().reveal())
                  .withDetail("detail " + CANARY);
            },
            "Do It");

    assertThat(report.toString() + report.items().get(0).message())
        .doesNotContain(CANARY)
        .contains("******");
    assertThat(failed.toString())
        .doesNotContain(CANARY)
        .contains("message ******", "detail ******");
  }

  @Test
  void warnsOnEveryAnswerWhenCertificatesAreNotVerified() {
    Report report =
        service((input, session, run) -> DONE, TinyConfiguration.ONE + "    tls: {verify: false}\n")
            .run(call("Do It", "one", Optional.empty()));

    assertThat(report.warnings()).singleElement().asString().startsWith("tls.verify is false");
  }

  private static ErrorReport error(Report report) {
    return report.error().orElseThrow();
  }

  private Report run(TinyIntegration.Body body, String command) {
    return service(body, TinyConfiguration.ONE).run(call(command, "one", Optional.empty()));
  }

  private Report run(TinyIntegration.Body body, Duration timeout) {
    return service(body, TinyConfiguration.ONE).run(call("Do It", "one", Optional.of(timeout)));
  }

  private CommandService service(TinyIntegration.Body body, String connections) {
    return service(
        body, (input, session, run) -> CompletableFuture.completedFuture(DONE), connections);
  }

  private CommandService service(
      TinyIntegration.Body body, TinyIntegration.LaterBody later, String connections) {
    Configuration configuration =
        TinyConfiguration.read(
                folder, connections, new TinyIntegration(body, later), redactor, false)
            .configuration()
            .orElseThrow();
    InstantSource clock = InstantSource.system();
    Sessions sessions = new Sessions(folder, new Egress(), clock);
    return new CommandService(
        new LiveConfiguration(configuration, sessions),
        sessions,
        new RecordedTrail(),
        redactor,
        clock);
  }

  private static CommandCall call(String command, String connection, Optional<Duration> timeout) {
    return new CommandCall(
        Caller.operatingSystemUser(),
        command,
        connection,
        Mapping.empty(Place.of("input")),
        timeout);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static final class HostileException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }
  }
}
