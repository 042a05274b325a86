// SPDX-License-Identifier: Apache-2.0
package io.sallyport.runtime.failure;

import io.sallyport.plugin.CommandException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a call can fail by the host's own finding. What a product answers, and what a
 * plugin says itself, is not in here.
 *
 * <p>Texts hold places in braces, as {@code {host}}, for what is known only when it happens.
 */
public enum Finding {
  // What the caller has asked for.
  INPUT_INVALID(Stage.REQUEST, 400, "{violations}"),
  INPUT_UNREADABLE(
      Stage.REQUEST,
      400,
      "{problem}",
      "--input takes the path of a JSON file, or - for standard input."),
  DENIED(Stage.REQUEST, 403, "{rule}"),
  CONNECTION_UNKNOWN(Stage.REQUEST, 404, "The connection {name} is unknown."),
  COMMAND_UNKNOWN(Stage.REQUEST, 404, "The command {name} is unknown to {integration}."),

  // What is configured.
  CONFIGURATION_INVALID(Stage.CONFIGURATION, 500, "The configuration is not valid."),
  CONNECTION_UNUSABLE(
      Stage.CONFIGURATION,
      503,
      "The connection {name} cannot be used: {reason}",
      "It is declared at {declared}."),
  CERTIFICATES_UNREADABLE(
      Stage.CONFIGURATION,
      503,
      "tls.trustCertificates of the connection {name}: {reason}.",
      "The connection is declared at {declared}."),

  // What must be written down first.
  AUDIT_UNWRITABLE(
      Stage.AUDIT,
      503,
      "Service Unavailable: the audit file {file} cannot be written: {reason}, so nothing was done.",
      "{remedy}",
      "Every call is written there before anything is sent. Commands run again as soon as it can be"
          + " written; no restart is needed."),

  // What is needed to begin.
  SECRET_UNAVAILABLE(Stage.SECRET, 503, "{reason}"),
  SECRET_NOT_FOR_ORIGIN(
      Stage.SECRET,
      403,
      "Forbidden: {reason}",
      "vaults[].origins in sallyport.yaml says where the secrets of a vault may go."),
  SECRET_ELSEWHERE(
      Stage.SECRET,
      500,
      "Internal Server Error: the plugin wants to send a secret in the header {header} to {origin},"
          + " which the connection {name} does not name.",
      "Secrets go to the web addresses in the connection's own parameters only: {origins}. If the"
          + " address is right, the plugin must ask for it as a parameter; otherwise do not trust"
          + " the plugin."),
  HEADER_NOT_SENDABLE(
      Stage.SECRET,
      400,
      "The value for header ({header}) is invalid.",
      "It must hold no line break and no other control character, and only characters of ISO-8859-1:"
          + " look for a line break at the end, or a character that is not on a western keyboard."),

  // Before anything leaves.
  QUEUE_FULL(
      Stage.QUEUE,
      503,
      "Service Unavailable: {waiting} requests already wait for the connection {name}.",
      "The connection sends {concurrent} requests at a time. Call it less often, or raise"
          + " limits.concurrentRequests or limits.waitingRequests."),
  QUEUE_LATE(
      Stage.QUEUE,
      504,
      "Gateway Timeout: the request waited {time} for its turn on the connection {name}.",
      "limits.concurrentRequests and limits.requestsPerMinute say how fast the connection may send;"
          + " timeouts.command sets how long a whole command may take."),
  PAUSED(
      Stage.QUEUE,
      429,
      "Too Many Requests: {place} has asked not to be called for another {time}.",
      "Try again after that time. The connection {name} was answered 429 or 503 with Retry-After."),

  // The name.
  NAME_UNKNOWN(
      Stage.LOOK_UP,
      503,
      "Service Unavailable: name look-up: this machine finds no address for {host}.",
      "Check the spelling of the Server URL, and that this machine's name servers know the name."),
  NAME_LOCAL(
      Stage.LOOK_UP,
      503,
      "Service Unavailable: name look-up: {host} leads to {address}, {kind}, which is refused.",
      "Such an address is called only if the connection's own Server URL names it. Check what this"
          + " machine's hosts file and name servers say of {host}."),
  NAME_LATE(
      Stage.LOOK_UP,
      504,
      "Gateway Timeout: the look-up of the name {host} took longer than {time}.",
      "This machine's name servers do not answer in time.",
      "timeouts.command sets how long a whole command may take."),

  // The agent, where the connection has one. Nothing has left for the product.
  AGENT_NAME_UNKNOWN(
      Stage.AGENT,
      503,
      "Service Unavailable: agent: this machine finds no address for {host}, the host of the agent"
          + " {agent}.",
      "Check host of the agent {agent} in sallyport.yaml, and that this machine's name servers know"
          + " the name."),
  AGENT_CONNECTION_REFUSED(
      Stage.AGENT,
      503,
      "Service Unavailable: agent: the agent {agent} at {place} refuses the connection.",
      "Check that the agent is running, and its host and port in sallyport.yaml. Nothing was sent by"
          + " another way."),
  AGENT_NO_ROUTE(
      Stage.AGENT,
      503,
      "Service Unavailable: agent: there is no connection to the agent {agent} at {place}.",
      "Check that this machine has a route to {host}, and that no firewall stands between. Nothing"
          + " was sent by another way."),
  AGENT_TIMEOUT(
      Stage.AGENT,
      504,
      "Gateway Timeout: agent: no connection to the agent {agent} at {place} within {time}.",
      "A firewall that drops the packets looks like this; timeouts.connect sets how long a"
          + " connection may take."),
  AGENT_SILENT(
      Stage.AGENT,
      504,
      "Gateway Timeout: agent: the agent {agent} at {place} did not connect to {product} within"
          + " {time}.",
      "The agent takes connections and does not answer: look at its log, and whether it reaches"
          + " {product}. timeouts.connect sets how long that may take."),
  AGENT_CREDENTIALS_MISSING(
      Stage.AGENT,
      502,
      "Bad Gateway: the agent {agent} at {place} refuses: it asks for a user name and password.",
      "Set username and password of the agent {agent} in sallyport.yaml. If it asks for none, check"
          + " type (http or socks5) and port."),
  AGENT_CREDENTIALS_REFUSED(
      Stage.AGENT,
      502,
      "Bad Gateway: the agent {agent} at {place} refuses its user name or password.",
      "Check username and password of the agent {agent} in sallyport.yaml, and whether the account"
          + " is still good there."),
  AGENT_REFUSED(
      Stage.AGENT,
      502,
      "Bad Gateway: the agent {agent} at {place} refuses to connect to {product}: {answer}.",
      "The agent's own rules or its own network are the cause: its log says more. Allow {product}"
          + " there, or name another agent in the connection."),
  AGENT_UNREADABLE(
      Stage.AGENT,
      502,
      "Bad Gateway: the agent {agent} at {place} closed the connection or does not speak the"
          + " expected protocol.",
      "Check type (http or socks5) and port of the agent {agent} in sallyport.yaml."),
  AGENT_LATE(
      Stage.AGENT,
      504,
      "Gateway Timeout: agent: the agent {agent} at {place} did not connect to {product} within"
          + " {time}.",
      "timeouts.command sets how long a whole command may take."),

  // The connection.
  CONNECTION_REFUSED(
      Stage.CONNECT,
      503,
      "Service Unavailable: connect: {place} refuses the connection.",
      "Check host and port of the Server URL, and that the service is running there."),
  NO_ROUTE(
      Stage.CONNECT,
      503,
      "Service Unavailable: connect: there is no connection to {place}.",
      "Check that this machine has a route to {host}, and that no firewall stands between."),
  CONNECT_TIMEOUT(
      Stage.CONNECT,
      504,
      "Gateway Timeout: no connection to {place} within {time}.",
      "A firewall that drops the packets looks like this; timeouts.connect sets how long a"
          + " connection may take."),
  CONNECT_LATE(
      Stage.CONNECT,
      504,
      "Gateway Timeout: no connection to {place} within {time}.",
      "A firewall that drops the packets looks like this.",
      "timeouts.command sets how long a whole command may take."),

  // TLS.
  TLS_NOT_SPOKEN(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} does not speak TLS on this port.",
      "Check the port of the Server URL, and whether it must begin with http://."),
  CERTIFICATE_EXPIRED(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} shows a certificate that has expired.",
      "The product's certificate must be renewed; check this machine's clock too."),
  CERTIFICATE_NOT_YET_VALID(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} shows a certificate that is not valid yet.",
      "Check this machine's clock first; otherwise the product's certificate was made with a wrong"
          + " date."),
  CERTIFICATE_UNTRUSTED(
      Stage.TLS, 503, "Service Unavailable: TLS: {place} shows a certificate that is not trusted."),
  CERTIFICATE_FOR_ANOTHER_NAME(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} shows a certificate that is not for the name {host}.",
      "Use the name that the certificate is for in the Server URL. If the certificate itself should"
          + " be trusted, see tls.trustCertificates."),
  TLS_TOO_OLD(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} does not speak TLS 1.2 or 1.3.",
      "Older versions are not safe and never used; the product, or what stands before it, must be"
          + " brought up to date."),
  TLS_FAILED(
      Stage.TLS,
      503,
      "Service Unavailable: TLS: {place} and this machine did not agree on a TLS connection.",
      "TLS 1.2 or 1.3 is needed; a product that asks for a client certificate, or a proxy in"
          + " between, can be the cause too."),
  TLS_TIMEOUT(
      Stage.TLS,
      504,
      "Gateway Timeout: TLS: {place} did not complete the TLS handshake within {time}.",
      "timeouts.tls sets how long that may take."),
  TLS_LATE(
      Stage.TLS,
      504,
      "Gateway Timeout: TLS: {place} did not complete the TLS handshake within {time}.",
      "timeouts.command sets how long a whole command may take."),

  // The answer.
  NO_ANSWER(
      Stage.ANSWER,
      502,
      "Bad Gateway: {place} closed the connection before it answered.",
      "Whether the product has acted on the request is not known."),
  ANSWER_NOT_HTTP(
      Stage.ANSWER,
      502,
      "Bad Gateway: {place} sent something that cannot be read as HTTP.",
      "Check that the Server URL names the product's API and the right port, and whether it must"
          + " begin with https://."),
  ANSWER_CUT_OFF(
      Stage.ANSWER,
      502,
      "Bad Gateway: the connection to {place} was lost before the answer was complete.",
      "The product, or a proxy in between, has ended it. Before a write is tried again, look whether"
          + " it was done."),
  ANSWER_TOO_LARGE(
      Stage.ANSWER,
      502,
      "Bad Gateway: the answer is larger than {size}.",
      "More of an answer is never read. Ask the product for less at a time."),
  ANSWER_TOO_LARGE_UNPACKED(
      Stage.ANSWER,
      502,
      "Bad Gateway: the answer is packed and larger than {size} when unpacked.",
      "More of an answer is never read. Ask the product for less at a time."),
  ANSWER_PACKED_TOO_TIGHTLY(
      Stage.ANSWER,
      502,
      "Bad Gateway: the answer is packed and more than {ratio} times as large when unpacked.",
      "No honest answer is: someone between this machine and the product may be at work. If the"
          + " product does answer like that, ask it for less at a time."),
  ANSWER_ENCODING_UNKNOWN(
      Stage.ANSWER,
      502,
      "Bad Gateway: the answer is packed in a way that was not asked for and cannot be read.",
      "Its Content-Encoding must be gzip or left out."),
  ANSWER_PACKED_BADLY(
      Stage.ANSWER,
      502,
      "Bad Gateway: the answer is packed as gzip and {damage}.",
      "Someone between this machine and the product has cut or changed it."),
  REDIRECT(
      Stage.ANSWER,
      502,
      "Bad Gateway: {method} was answered with a redirect to {target}, which is never followed.",
      "Set the Server URL to the address of the product's API."),
  ANSWER_LATE(
      Stage.ANSWER,
      504,
      "Gateway Timeout: {place} did not answer within {time}.",
      "timeouts.command sets how long a whole command may take."),
  ANSWER_INCOMPLETE_LATE(
      Stage.ANSWER,
      504,
      "Gateway Timeout: the answer of {place} was not complete after {time}.",
      "timeouts.command sets how long a whole command may take."),

  // The run as a whole.
  REPEAT_LATE(
      Stage.RUN,
      504,
      "Gateway Timeout: {method} could not be sent to {place} again within {time}.",
      "timeouts.command sets how long a whole command may take."),
  LATE_BEFORE_SENDING(
      Stage.RUN,
      504,
      "Gateway Timeout: the time for the command was over before {place} was called.",
      "timeouts.command sets how long a whole command may take."),
  COMMAND_LATE(
      Stage.RUN,
      504,
      "Gateway Timeout: the command did not end within {time}.",
      "timeouts.command of the connection, or --timeout, governs how long a command may take."),
  CANCELLED(Stage.RUN, 499, "Cancelled."),
  STOPPED(Stage.RUN, 499, "Cancelled: the run was stopped before it ended."),
  PLUGIN_FAILED(
      Stage.RUN,
      500,
      "Internal Server Error: the plugin failed unexpectedly ({kind}).",
      "The log has the trace under {run}; --verbose shows it."),
  PLUGIN_ANSWER_UNREADABLE(
      Stage.RUN, 500, "Internal Server Error: the plugin gave an answer that cannot be read."),
  SERVER_GONE(
      Stage.RUN,
      502,
      "Bad Gateway: the server at {socket} ended before it answered.",
      "Whether the product was called is not known. The server's log says why it ended, and its audit"
          + " file whether the command had begun."),
  SHUTTING_DOWN(Stage.RUN, 503, "Service Unavailable: this runtime is shutting down.");

  /** How far a call had come. */
  public enum Stage {
    REQUEST("the call itself"),
    CONFIGURATION("configuration"),
    AUDIT("audit"),
    SECRET("secret"),
    QUEUE("waiting for its turn"),
    LOOK_UP("name look-up"),
    AGENT("agent"),
    CONNECT("connect"),
    TLS("TLS"),
    ANSWER("answer"),
    RUN("the run as a whole");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** A chain of causes may lead back into itself. */
  private static final int DEEPEST = 20;

  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private final Stage stage;
  private final int status;
  private final String message;

  /** One below the other: a list could be changed. */
  private final String details;

  Finding(Stage stage, int status, String message, String... details) {
    this.stage = stage;
    this.status = status;
    this.message = message;
    this.details = String.join("\n", details);
  }

  public Stage stage() {
    return stage;
  }

  public int status() {
    return status;
  }

  /** The Error's Message, with places in braces. */
  public String message() {
    return message;
  }

  /** Likely cause and what to change, a line each, with places in braces. */
  public List<String> details() {
    return details.lines().toList();
  }

  /**
   * What a page for people says besides: where a text comes from that is known only when it
   * happens, and what to do. Empty where the details say it all.
   */
  public String note() {
    return switch (this) {
      case INPUT_INVALID ->
          "A sentence for each parameter that is missing, unknown or wrong; below, what would be"
              + " accepted, or the nearest name.";
      case INPUT_UNREADABLE ->
          "What is wrong with the file or text, with line and column where it is not JSON that can be"
              + " read.";
      case DENIED -> "The rule that denies it, or that the connection is inactive.";
      case CONNECTION_UNKNOWN, COMMAND_UNKNOWN -> "The nearest name follows, or all names.";
      case CONFIGURATION_INVALID -> "Each problem follows with file, line and column.";
      case AUDIT_UNWRITABLE ->
          "The file, and what the operating system says of it. Where it has been removed, how to"
              + " create it again.";
      case SECRET_UNAVAILABLE ->
          "The reference and why its vault does not give a value: not set, no such file, no answer.";
      case SECRET_NOT_FOR_ORIGIN ->
          "The reference, the origins that its vault is declared for, and those that the connection's"
              + " parameters name.";
      case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID ->
          "Subject, issuer, validity and fingerprint of the certificate follow.";
      case CERTIFICATE_UNTRUSTED ->
          "Subject, issuer, validity and fingerprint of the certificate follow, and the line of YAML"
              + " that would trust it.";
      case CERTIFICATE_FOR_ANOTHER_NAME ->
          "Subject, issuer, validity and fingerprint of the certificate follow, and the names that"
              + " it is for.";
      case CANCELLED, STOPPED -> "The caller, or the end of the process, has stopped it.";
      case PLUGIN_ANSWER_UNREADABLE -> "A fault of the plugin: tell its author.";
      case SHUTTING_DOWN -> "Call again when it has started anew.";
      default -> "";
    };
  }

  /** The failure, of a finding whose texts hold no places. */
  public CommandException failure() {
    return failure(Map.of());
  }

  /**
   * The failure in words.
   *
   * @param values what stands in each place
   * @throws IllegalArgumentException when a place has no value: a fault of the host
   */
  public CommandException failure(Map<String, ?> values) {
    return failed(values, null);
  }

  /**
   * The same with what was caught, for the log.
   *
   * @param cause what {@link CommandException#withCause} would take, which hides the finding
   */
  public CommandException failure(Map<String, ?> values, Throwable cause) {
    return failed(values, cause);
  }

  /**
   * What somebody else has said already, known as this finding from here on; its own cause stays.
   */
  public CommandException found(CommandException said) {
    return said.withCause(new FoundException(this, said.getCause()));
  }

  /** The same failure with what was caught, and still known by its finding. */
  public static CommandException caused(CommandException failure, Throwable cause) {
    return failure.withCause(
        of(failure).<Throwable>map(known -> new FoundException(known, cause)).orElse(cause));
  }

  /** Which finding a failure is, or follows from; empty where the host has found nothing. */
  public static Optional<Finding> of(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(FoundException.class::isInstance)
        .map(found -> ((FoundException) found).finding())
        .findFirst();
  }

  private CommandException failed(Map<String, ?> values, @Nullable Throwable cause) {
    CommandException failure =
        CommandException.of(status, filled(message, values))
            .withCause(new FoundException(this, cause));
    for (String detail : details()) {
      failure = failure.withDetail(filled(detail, values));
    }
    return failure;
  }

  private String filled(String text, Map<String, ?> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
  }

  private String value(String place, Map<String, ?> values) {
    Object value = values.get(place);
    if (value == null) {
      throw new IllegalArgumentException(name() + " needs a value for {" + place + "}");
    }
    return value.toString();
  }
}
