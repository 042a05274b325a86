// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.access.Caller;
import io.sallyport.runtime.access.Decision;
import io.sallyport.runtime.audit.AuditTrail;
import io.sallyport.runtime.connection.Configuration;
import io.sallyport.runtime.connection.Connection;
import io.sallyport.runtime.connection.ConnectionDefinition.TimeoutDefinition;
import io.sallyport.runtime.connection.LiveConfiguration;
import io.sallyport.runtime.connection.Permits;
import io.sallyport.runtime.connection.Sessions;
import io.sallyport.runtime.failure.Finding;
import io.sallyport.runtime.plugin.LoadedCommand;
import io.sallyport.runtime.plugin.LoadedSession;
import io.sallyport.runtime.schema.Bound;
import io.sallyport.runtime.schema.Names;
import io.sallyport.runtime.schema.RecordBinder;
import io.sallyport.runtime.schema.Violation;
import io.sallyport.runtime.secret.CurrentRun;
import io.sallyport.runtime.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands by name. Thread-safe; a call blocks the calling thread until the report is there,
 * which is at the latest a moment after the deadline.
 */
public final class CommandService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandService.class);

  private final LiveConfiguration live;
  private final Sessions sessions;
  private final AuditTrail trail;
  private final Redactor redactor;
  private final InstantSource clock;
  private final ExecutorService threads = CommandThreads.create();

  public CommandService(
      LiveConfiguration live,
      Sessions sessions,
      AuditTrail trail,
      Redactor redactor,
      InstantSource clock) {
    this.live = live;
    this.sessions = sessions;
    this.trail = trail;
    this.redactor = redactor;
    this.clock = clock;
  }

  /**
   * Runs a command to its report. Never throws for anything that the caller, the plugin or the
   * product did.
   */
  public Report run(CommandCall call) {
    try (LiveConfiguration.Lease lease = live.lease()) {
      Configuration configuration = lease.configuration();
      ReportBuilder report = report(call, lease);
      CallAudit audit = audit(call, report, configuration);
      try {
        decideAndRun(call, configuration, report, audit);
      } catch (CommandException e) {
        report.failed(audit.refused(e));
      }
      return end(report, audit);
    }
  }

  private ReportBuilder report(CommandCall call, LiveConfiguration.Lease lease) {
    ReportBuilder report =
        new ReportBuilder(
            UUID.randomUUID().toString(), call, lease.configuration().revision(), clock.instant());
    lease.notice().ifPresent(report::warn);
    return report;
  }

  private CallAudit audit(CommandCall call, ReportBuilder report, Configuration configuration) {
    return new CallAudit(trail, clock, report.invocation(), call, configuration.revision());
  }

  private Report end(ReportBuilder report, CallAudit audit) {
    Report answer = answer(report);
    Optional<String> unwritten = audit.ended(answer);
    unwritten.ifPresent(report::warn);
    return unwritten.isPresent() ? answer(report) : answer;
  }

  private Report answer(ReportBuilder report) {
    Masking masking = new Masking(redactor);
    try {
      return masking.mask(report.build(clock.instant()));
    } catch (RuntimeException | StackOverflowError e) {
      // What the plugin gave is walked through here for the first time.
      LOG.error("{} gave an answer that cannot be read", report.invocation(), e);
      report.unreadable();
      return masking.mask(report.build(clock.instant()));
    }
  }

  /** The report of a call that cannot be made as it stands, such as one whose input is not JSON. */
  public Report refuse(CommandCall call, CommandException reason) {
    try (LiveConfiguration.Lease lease = live.lease()) {
      ReportBuilder report = report(call, lease);
      CallAudit audit = audit(call, report, lease.configuration());
      // The reason may quote what was given, which is not for the audit.
      report.failed(audit.refused(reason, "The input cannot be read.").withSent(Sent.NO));
      return end(report, audit);
    }
  }

  /** The same where there is no valid configuration, and so no service. */
  public static Report refusal(
      CommandCall call, CommandException reason, String revision, Redactor redactor, Instant now) {
    ReportBuilder report = new ReportBuilder(UUID.randomUUID().toString(), call, revision, now);
    report.failed(reason.sent().isPresent() ? reason : reason.withSent(Sent.NO));
    return new Masking(redactor).mask(report.build(now));
  }

  private void decideAndRun(
      CommandCall call, Configuration configuration, ReportBuilder report, CallAudit audit) {
    Permits permits = configuration.permits();
    Connection connection = visible(call, permits, audit);
    report.integration(connection.integration().info().id());
    audit.integration(connection.integration().info().id());
    LoadedCommand command =
        connection
            .integration()
            .findCommand(call.command())
            .orElseThrow(() -> unknownCommand(call.command(), connection));
    report.command(command);
    audit.command(command);
    Decision decision = permits.decide(call.caller(), connection, command);
    if (!decision.allowed()) {
      audit.denied(decision.reason());
      throw Finding.DENIED.failure(Map.of("rule", decision.reason())).withSent(Sent.NO);
    }
    report.connection(connection);
    audit.allowed(call.caller().operator() ? "the operator" : "no rule denies it");
    Duration timeout = timeout(call, connection);
    Run run = new Run(report.invocation(), clock.instant().plus(timeout));
    LOG.debug("{} {} on {} begins", run.id(), command.name(), connection.name());
    new Execution(threads, run, timeout)
        .execute(
            () -> {
              // The rules of the input's record are the plugin's code, too: they run in here.
              Bound input = RecordBinder.bindInput(command.inputSchema(), call.input());
              Record bound = input.value().orElseThrow(() -> invalidInput(input.violations()));
              try (CurrentRun ignored = CurrentRun.enter(run)) {
                LoadedSession session = sessions.of(connection);
                if (!connection.verifiesCertificates()) {
                  run.warn(
                      "tls.verify is false: whoever answers in the product's place gets this connection's credentials.");
                }
                run.start();
                return command.start(bound, session, run);
              }
            },
            report);
    LOG.debug("{} {} on {} ends", run.id(), command.name(), connection.name());
  }

  /** The caller's word or the connection's, bounded so that a deadline can be computed with it. */
  private static Duration timeout(CommandCall call, Connection connection) {
    Duration asked = call.timeout().orElse(connection.commandTimeout());
    return asked.compareTo(TimeoutDefinition.LONGEST_COMMAND) > 0
        ? TimeoutDefinition.LONGEST_COMMAND
        : asked;
  }

  /** What the caller may not see is written down with its reason, and answered as if not there. */
  private static Connection visible(CommandCall call, Permits permits, CallAudit audit) {
    Caller caller = call.caller();
    audit.from(permits.siteOf(caller), permits.tenantOf(caller));
    Optional<Decision> hidden =
        permits
            .visibility(caller, call.connection())
            .filter(decision -> !decision.allowed() && !decision.visible());
    if (hidden.isPresent()) {
      audit.denied(hidden.get().reason());
    }
    return permits.connection(caller, call.connection());
  }

  private static CommandException unknownCommand(String name, Connection connection) {
    List<String> known =
        connection.integration().commands().stream().map(LoadedCommand::name).toList();
    CommandException failure =
        Finding.COMMAND_UNKNOWN
            .failure(Map.of("name", name, "integration", connection.integration().info().name()))
            .withSent(Sent.NO);
    return failure.withDetail(
        Names.nearest(name, known)
            .map(nearest -> "Did you mean " + nearest + "?")
            .orElse("Known commands: " + listed(known) + "."));
  }

  private static CommandException invalidInput(List<Violation> violations) {
    String message =
        violations.stream().map(Violation::headline).distinct().collect(Collectors.joining(" "));
    CommandException failure =
        Finding.INPUT_INVALID.failure(Map.of("violations", message)).withSent(Sent.NO);
    for (Violation violation : violations) {
      failure = failure.withDetail(violation.parameter() + ": " + violation.detail());
    }
    return failure;
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** Stops taking work; what still runs is interrupted. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
