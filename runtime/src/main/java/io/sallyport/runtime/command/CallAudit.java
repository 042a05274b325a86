// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.command;

import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.audit.AuditEntry;
import io.sallyport.runtime.audit.AuditEntry.Decision;
import io.sallyport.runtime.audit.AuditTrail;
import io.sallyport.runtime.plugin.LoadedCommand;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what becomes of one call into the audit trail: exactly one decision, and one end. Confined
 * to the thread of the caller.
 */
final class CallAudit {

  private static final Logger LOG = LoggerFactory.getLogger(CallAudit.class);

  private final AuditTrail trail;
  private final InstantSource clock;
  private final String invocation;
  private final CommandCall call;
  private final String revision;
  private Optional<String> site;
  private Optional<String> tenant = Optional.empty();
  private Optional<String> integration = Optional.empty();
  private Optional<LoadedCommand> command = Optional.empty();
  private boolean decided;
  private Optional<AuditEntry> written = Optional.empty();

  CallAudit(
      AuditTrail trail, InstantSource clock, String invocation, CommandCall call, String revision) {
    this.trail = trail;
    this.clock = clock;
    this.invocation = invocation;
    this.call = call;
    this.revision = revision;
    this.site = call.caller().site();
  }

  /** Where the caller is, as the configuration has it. */
  void from(Optional<String> callersSite, Optional<String> callersTenant) {
    site = callersSite;
    tenant = callersTenant;
  }

  void integration(String id) {
    integration = Optional.of(id);
  }

  void command(LoadedCommand found) {
    command = Optional.of(found);
  }

  /**
   * It may run from here on.
   *
   * @throws CommandException when this cannot be written: then it may not
   */
  void allowed(String rule) {
    decide(Decision.ALLOWED, rule);
  }

  /**
   * A rule of access forbids it; of use before that is said to the caller.
   *
   * @throws CommandException when this cannot be written
   */
  void denied(String rule) {
    decide(Decision.DENIED, rule);
  }

  /** It failed: a decision, unless there has been one. Gives what to tell the caller. */
  CommandException refused(CommandException failure) {
    return refused(failure, failure.text());
  }

  /** The same with another reason than the caller is told. */
  CommandException refused(CommandException failure, String rule) {
    if (decided) {
      return failure;
    }
    try {
      decide(Decision.REFUSED, rule);
      return failure;
    } catch (CommandException unwritable) {
      return unwritable;
    }
  }

  /** Gives a warning when the end cannot be written. A call without a written decision has none. */
  Optional<String> ended(Report report) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      trail.write(written.get().ended(clock.instant(), ending(report)));
      return Optional.empty();
    } catch (CommandException e) {
      LOG.error("{} has ended, which is not in the audit file: {}", invocation, e.text());
      return Optional.of("The end of this run is not in the audit file, which cannot be written.");
    }
  }

  private static AuditEntry.Ending ending(Report report) {
    return new AuditEntry.Ending(
        report.returnData().toString(),
        report
            .error()
            .map(error -> OptionalInt.of(error.statusCode()))
            .orElseGet(OptionalInt::empty),
        report
            .error()
            .map(ErrorReport::sent)
            .orElseGet(() -> sent(report))
            .toString()
            .toLowerCase(Locale.ROOT),
        report.duration());
  }

  private static Sent sent(Report report) {
    return report.requests().stream().anyMatch(request -> request.sent() != Sent.NO)
        ? Sent.YES
        : Sent.NO;
  }

  private void decide(Decision decision, String rule) {
    decided = true;
    AuditEntry entry =
        new AuditEntry(
            clock.instant(),
            invocation,
            call.caller().account(),
            call.caller().user(),
            call.caller().door(),
            site,
            tenant,
            call.connection(),
            integration,
            command.map(LoadedCommand::name).orElse(call.command()),
            command.map(found -> found.effect().name()),
            List.copyOf(call.input().entries().keySet()),
            revision,
            decision,
            rule,
            Optional.empty());
    try {
      trail.write(entry);
    } catch (CommandException e) {
      LOG.error("{} is refused: {}", invocation, e.text());
      throw e.withSent(Sent.NO);
    }
    written = Optional.of(entry);
  }
}
