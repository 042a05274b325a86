// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.egress;

import io.netty.channel.ConnectTimeoutException;
import io.sallyport.plugin.CommandException;
import io.sallyport.runtime.failure.Finding;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says for people why an agent did not let a request through. Never quotes an exception. */
final class AgentFailures {

  private static final Pattern HTTP_STATUS = Pattern.compile("status: ([1-5]\\d\\d)\\b");
  private static final Pattern SOCKS_STATUS = Pattern.compile("status: ([A-Z][A-Z0-9_]{2,40})");

  private final AgentSettings agent;
  private final BaseAddress base;

  AgentFailures(AgentSettings agent, BaseAddress base) {
    this.agent = agent;
    this.base = base;
  }

  /** Whether this is what the agent has said, or has not said in time, while a tunnel was made. */
  static boolean isRefusal(Throwable cause) {
    return Causes.has(cause, "ProxyConnectException")
        || Causes.has(cause, "HttpProxyConnectException")
        || Causes.has(cause, "DecoderException");
  }

  /** The agent has answered the wish for a tunnel otherwise than with one. */
  CommandException refusal(Throwable cause, Duration patience) {
    if (Causes.says(cause, "timeout")) {
      return failure(Finding.AGENT_SILENT, Map.of("time", Failures.seconds(patience)));
    }
    if (Causes.says(cause, "authStatus") || Causes.says(cause, "unexpected authMethod")) {
      return credentials();
    }
    String words = String.valueOf(cause.getMessage());
    Matcher status = HTTP_STATUS.matcher(words);
    if (status.find()) {
      // Some agents, such as tinyproxy, answer a wrong password as a product would.
      return List.of("407", "401").contains(status.group(1))
          ? credentials()
          : refused(status.group(1));
    }
    Matcher socks = SOCKS_STATUS.matcher(words);
    return socks.find()
        ? refused(socks.group(1).toLowerCase(Locale.ROOT).replace('_', ' '))
        : failure(Finding.AGENT_UNREADABLE, Map.of());
  }

  CommandException credentials() {
    return failure(
        agent.credentials().isPresent()
            ? Finding.AGENT_CREDENTIALS_REFUSED
            : Finding.AGENT_CREDENTIALS_MISSING,
        Map.of());
  }

  /** The agent itself was not reached. */
  CommandException unreached(Throwable cause, Duration patience) {
    if (cause instanceof ConnectTimeoutException) {
      return failure(Finding.AGENT_TIMEOUT, Map.of("time", Failures.seconds(patience)));
    }
    return failure(
        cause instanceof ConnectException
            ? Finding.AGENT_CONNECTION_REFUSED
            : Finding.AGENT_NO_ROUTE,
        Map.of());
  }

  /** What was read was no HTTP; empty where it came through a tunnel, and so is not the agent's. */
  Optional<CommandException> unreadable() {
    return agent.kind() == AgentSettings.Kind.HTTP && !base.secure()
        ? Optional.of(failure(Finding.AGENT_UNREADABLE, Map.of()))
        : Optional.empty();
  }

  CommandException nameUnknown() {
    return failure(Finding.AGENT_NAME_UNKNOWN, Map.of());
  }

  CommandException late(Duration waited) {
    return failure(Finding.AGENT_LATE, Map.of("time", Failures.seconds(waited)));
  }

  /** For failures that may be the agent's or the product's. */
  String inBetween() {
    return "Everything of this connection goes through the agent "
        + agent.name()
        + " ("
        + agent.place()
        + "): it may be what has failed.";
  }

  private CommandException refused(String answer) {
    return failure(Finding.AGENT_REFUSED, Map.of("answer", answer));
  }

  private CommandException failure(Finding finding, Map<String, ?> more) {
    Map<String, Object> values = new java.util.HashMap<>(more);
    values.put("agent", agent.name());
    values.put("host", agent.host());
    values.put("place", agent.place());
    values.put("product", base.place());
    return finding.failure(values);
  }
}
