// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.CommandResult;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.egress.Attempt;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects one report as a call goes through the door. Confined to the thread of the caller. */
final class ReportBuilder {

  private final String invocation;
  private final CommandCall call;
  private final String revision;
  private final Instant startedAt;
  private String integration = "";
  private String command;
  private boolean testConnection;
  private Optional<CommandResult> result = Optional.empty();
  private Optional<CommandException> failure = Optional.empty();
  private List<String> secretVaults = List.of();
  private boolean verifiesCertificates = true;
  private Run.Account account = Run.Account.NOT_STARTED;
  private final List<String> warnings = new ArrayList<>();

  ReportBuilder(String invocation, CommandCall call, String revision, Instant startedAt) {
    this.invocation = invocation;
    this.call = call;
    this.revision = revision;
    this.startedAt = startedAt;
    this.command = call.command();
    this.testConnection = LoadedCommand.isTestConnection(call.command());
  }

  String invocation() {
    return invocation;
  }

  void integration(String id) {
    integration = id;
  }

  /** The connection that the run goes through, once it may. */
  void connection(Connection used) {
    secretVaults = used.secretVaults();
    verifiesCertificates = used.verifiesCertificates();
  }

  void command(LoadedCommand found) {
    command = found.name();
    testConnection = found.isTestConnection();
  }

  void succeeded(CommandResult commandResult) {
    result = Optional.of(commandResult);
  }

  void failed(CommandException exception) {
    failure = Optional.of(exception);
  }

  /** What the plugin gave cannot be walked through: nothing of it is shown. */
  void unreadable() {
    result = Optional.empty();
    failure = Optional.of(Finding.PLUGIN_ANSWER_UNREADABLE.failure());
  }

  /** Besides what the run itself warns of. */
  void warn(String line) {
    warnings.add(line);
  }

  void account(Run.Account complete) {
    account = complete;
  }

  Report build(Instant endedAt) {
    Outcome outcome =
        failure
            .map(exception -> new Outcome(ReturnData.FAILED, Optional.of(error(exception))))
            .orElseGet(() -> Outcome.of(failureIndicator(Optional.empty()), account));
    // A failed run keeps the product's answer and nothing that could be taken for a result.
    Optional<CommandResult> shown =
        outcome.returnData() == ReturnData.FAILED ? Optional.empty() : result;
    return new Report(
        invocation,
        integration,
        command,
        call.connection(),
        revision,
        account.started(),
        testConnection,
        startedAt,
        Duration.between(startedAt, endedAt),
        outcome.returnData(),
        shown.flatMap(CommandResult::result),
        rawData(),
        shown.map(CommandResult::keyFields).orElseGet(ReportBuilder::empty),
        shown
            .map(each -> each.contextData().orElse(each.rawData()))
            .orElseGet(ReportBuilder::empty),
        account.items(),
        account.attempts().stream().map(RequestReport::of).toList(),
        outcome.error(),
        diagnosis(outcome, endedAt),
        account.log(),
        Stream.of(warnings.stream(), account.warnings().stream(), expiringCertificates(endedAt))
            .flatMap(each -> each)
            .toList());
  }

  private List<StageReport> diagnosis(Outcome outcome, Instant now) {
    if (isRefused() || (!testConnection && !hasBroken())) {
      return List.of();
    }
    Diagnosis.Subject subject =
        new Diagnosis.Subject(
            revision,
            secretVaults,
            verifiesCertificates,
            testConnection ? Optional.of(now) : Optional.empty());
    return Diagnosis.of(
        subject, account.attempts(), outcome.error().filter(each -> failure.isPresent()));
  }

  /** What the caller has asked for in a wrong way, no stage explains. */
  private boolean isRefused() {
    return failure
        .flatMap(Finding::of)
        .filter(finding -> finding.stage() == Finding.Stage.REQUEST)
        .isPresent();
  }

  private boolean hasBroken() {
    return account.started() && failure.isPresent();
  }

  private Stream<String> expiringCertificates(Instant now) {
    return testConnection
        ? account.attempts().stream()
            .map(Attempt::reached)
            .flatMap(
                reached ->
                    reached
                        .certificate()
                        .map(shown -> new CertificateExpiry(shown, now))
                        .filter(CertificateExpiry::isSoon)
                        .map(expiry -> expiry.warning(reached.place()))
                        .stream())
            .distinct()
        : Stream.of();
  }

  private JsonNode rawData() {
    return failure
        .flatMap(CommandException::rawData)
        .or(() -> result.map(CommandResult::rawData))
        .orElseGet(ReportBuilder::empty);
  }

  private ErrorReport error(CommandException exception) {
    return new ErrorReport(
        failureIndicator(exception.step()),
        exception.status(),
        exception.sent().orElse(account.sent()),
        exception.text(),
        exception.details(),
        Finding.of(exception));
  }

  private String failureIndicator(Optional<String> step) {
    Optional<String> sentence =
        step.or(
            () ->
                testConnection ? Optional.of("Failed to check the connector.") : Optional.empty());
    return command + " failed." + sentence.map(text -> " " + text).orElse("");
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
