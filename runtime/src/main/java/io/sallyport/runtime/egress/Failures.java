// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.CommandException;
import io.sallyport.plugin.Sent;
import io.sallyport.runtime.failure.Finding;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Turns what the wire has met with into a finding: at which stage, where, after how long. Never
 * quotes the request's headers, nor another's exception.
 */
final class Failures {

  private final BaseAddress base;
  private final EgressSettings settings;
  private final TlsFailures tls;
  private final Optional<AgentFailures> agent;

  Failures(BaseAddress base, EgressSettings settings, Optional<AgentSettings> through) {
    this.base = base;
    this.settings = settings;
    this.agent = through.map(each -> new AgentFailures(each, base));
    this.tls = new TlsFailures(base);
  }

  /** Why an attempt failed in this phase. */
  CommandException of(Phase phase, Throwable cause, Sent sent) {
    if (cause instanceof CommandException known) {
      return known.withSent(sent);
    }
    return Finding.caused(explain(phase, cause).withSent(sent), cause);
  }

  /** The agent has refused a tunnel. */
  CommandException ofAgent(Throwable cause) {
    return agent
        .map(each -> each.refusal(cause, settings.connectTimeout()))
        .orElseThrow(() -> new IllegalStateException("There is no agent", cause));
  }

  /** The agent has answered 407 to a request that was given to it. */
  CommandException agentWantsCredentials() {
    return agent
        .map(AgentFailures::credentials)
        .orElseThrow(() -> new IllegalStateException("There is no agent"));
  }

  private CommandException explain(Phase phase, Throwable cause) {
    if (cause instanceof RefusedAddressException refused) {
      return failure(
          Finding.NAME_LOCAL, Map.of("address", refused.address(), "kind", refused.kind()));
    }
    if (Causes.has(cause, "SslHandshakeTimeoutException")) {
      return failure(Finding.TLS_TIMEOUT, Map.of("time", seconds(settings.tlsTimeout())));
    }
    if (Causes.find(cause, SSLException.class).isPresent()) {
      return tls.of(cause);
    }
    return switch (phase) {
      case LOOK_UP ->
          agent
              .map(AgentFailures::nameUnknown)
              .orElseGet(() -> failure(Finding.NAME_UNKNOWN, Map.of()));
      case QUEUE, SECRET, CONNECT ->
          agent
              .map(each -> each.unreached(cause, settings.connectTimeout()))
              .orElseGet(() -> notConnected(cause));
      case TLS -> inBetween(notConnected(cause));
      case WAIT ->
          Causes.isClosed(cause)
              ? inBetween(failure(Finding.NO_ANSWER, Map.of()))
              : agent
                  .flatMap(AgentFailures::unreadable)
                  .orElseGet(() -> inBetween(failure(Finding.ANSWER_NOT_HTTP, Map.of())));
      case READ -> inBetween(failure(Finding.ANSWER_CUT_OFF, Map.of()));
    };
  }

  private CommandException notConnected(Throwable cause) {
    if (cause instanceof ConnectTimeoutException) {
      return failure(Finding.CONNECT_TIMEOUT, Map.of("time", seconds(settings.connectTimeout())));
    }
    return failure(
        cause instanceof ConnectException ? Finding.CONNECTION_REFUSED : Finding.NO_ROUTE,
        Map.of());
  }

  /** What to say of an answer that may be the agent's own; empty where there is no agent. */
  Optional<String> mayBeTheAgents() {
    return agent.map(AgentFailures::inBetween);
  }

  private CommandException inBetween(CommandException failure) {
    return agent.map(each -> failure.withDetail(each.inBetween())).orElse(failure);
  }

  /** The run's deadline has come in this phase. */
  CommandException late(Phase phase, Duration waited, Sent sent, String method) {
    if (agent.isPresent() && (phase == Phase.LOOK_UP || phase == Phase.CONNECT)) {
      return agent.get().late(waited).withSent(sent);
    }
    Finding finding =
        switch (phase) {
          case QUEUE -> Finding.QUEUE_LATE;
          case SECRET -> Finding.REPEAT_LATE;
          case LOOK_UP -> Finding.NAME_LATE;
          case CONNECT -> Finding.CONNECT_LATE;
          case TLS -> Finding.TLS_LATE;
          case WAIT -> Finding.ANSWER_LATE;
          case READ -> Finding.ANSWER_INCOMPLETE_LATE;
        };
    CommandException failure =
        failure(finding, Map.of("time", seconds(waited), "method", method)).withSent(sent);
    return phase == Phase.TLS || phase == Phase.WAIT || phase == Phase.READ
        ? inBetween(failure)
        : failure;
  }

  /** The run's deadline has come before a request that had been sent could be sent again. */
  CommandException lateBetweenAttempts(String method, Duration waited, Sent sent) {
    return failure(Finding.REPEAT_LATE, Map.of("time", seconds(waited), "method", method))
        .withSent(sent);
  }

  /** The run's deadline had come before anything was done. */
  CommandException lateBeforeSending() {
    return failure(Finding.LATE_BEFORE_SENDING, Map.of()).withSent(Sent.NO);
  }

  CommandException tooManyWaiting(Sent sent) {
    return failure(
            Finding.QUEUE_FULL,
            Map.of(
                "waiting",
                settings.throttle().waiting(),
                "concurrent",
                settings.throttle().concurrent()))
        .withSent(sent);
  }

  CommandException paused(Duration left, Sent sent) {
    return failure(Finding.PAUSED, Map.of("time", seconds(left))).withSent(sent);
  }

  CommandException cancelled(Sent sent) {
    return Finding.CANCELLED.failure().withSent(sent);
  }

  CommandException stopping(Sent sent) {
    return Finding.SHUTTING_DOWN.failure().withSent(sent);
  }

  static CommandException tooLarge(Limits limits) {
    return Finding.ANSWER_TOO_LARGE.failure(Map.of("size", size(limits.maxBodyBytes())));
  }

  static CommandException tooLargeUnpacked(Limits limits) {
    return Finding.ANSWER_TOO_LARGE_UNPACKED
        .failure(Map.of("size", size(limits.maxInflatedBytes())))
        .withSent(Sent.YES);
  }

  private CommandException failure(Finding finding, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("host", base.host());
    values.put("place", base.place());
    values.put("name", settings.connectionName());
    return finding.failure(values);
  }

  static String seconds(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    long tenths = Math.round(millis / 100.0);
    return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }

  private static String size(long bytes) {
    return bytes % 1_000_000 == 0
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
